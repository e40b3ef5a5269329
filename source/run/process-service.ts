import {readFileSync} from 'node:fs';
import process from 'node:process';
import type {Machine} from '../metrics/collector.js';
import {commandLines} from '../metrics/linux/command-lines.js';
import {processDetails} from '../metrics/linux/process-details.js';
import type {Process} from '../metrics/snapshot.js';
import {errorCode} from '../support/system-error.js';
import {noProcessService, type ProcessService} from '../ui/processes/service.js';

/**
Returns the service for the processes of this machine. Signals are available only if the PIDs are those of this system, not
those of a host below `root`. Command lines and details are available only on Linux.
*/
export function localProcessService(machine: Machine, isReadOnly: boolean): ProcessService {
	const signal = isReadOnly || machine.root !== '' ? undefined : sendSignal;
	if (process.platform !== 'linux') {
		return {...noProcessService, signal};
	}

	const lines = commandLines(machine);
	return {
		commandLine: process => lines.of(process),
		details: ({pid}) => processDetails(machine, pid),
		signal,
	};
}

/** Sends a signal. Throws an error for the user if that is not permitted, or if the PID now belongs to another process. */
function sendSignal({pid, name}: Process, signal: NodeJS.Signals): void {
	if (process.platform === 'linux' && commOf(pid) !== name) {
		throw new Error(`Process ${pid} is no longer ${name}. No signal was sent.`);
	}

	try {
		process.kill(pid, signal);
	} catch (error) {
		const code = errorCode(error);
		const reason = code === 'EPERM' ? 'it belongs to another user' : code === 'ESRCH' ? 'it has ended' : String(code);
		throw new Error(`${signal} to ${name} (${pid}) was not sent: ${reason}.`, {cause: error});
	}
}

/** Returns the name of a process, to detect that its PID was reused. */
function commOf(pid: number): string | undefined {
	try {
		return readFileSync(`/proc/${pid}/comm`, 'utf8').replace(/\n$/, '');
	} catch {
		return undefined;
	}
}
