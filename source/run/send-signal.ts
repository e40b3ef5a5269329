import process from 'node:process';
import type {Process} from '../metrics/snapshot.js';
import {errorCode} from '../support/system-error.js';
import type {Signal} from '../ui/processes/signals.js';
import type {IdentityCheck} from './process-identity.js';

/** Sends a signal. Throws an error for the user if that is not permitted, or if the PID now belongs to another process. */
export function sendSignal(target: Process, signal: Signal, check: IdentityCheck): void {
	const {pid, name} = target;
	check(target);
	try {
		process.kill(pid, signal.number);
	} catch (error) {
		const code = errorCode(error);
		const reason =
			code === 'EPERM'
				? 'not permitted, because it belongs to another user'
				: code === 'ESRCH'
					? 'it has ended'
					: String(code);
		throw new Error(`${signal.name} to ${name} (${pid}) was not sent: ${reason}.`, {cause: error});
	}
}
