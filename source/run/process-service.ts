import {readFileSync} from 'node:fs';
import process from 'node:process';
import type {Machine} from '../metrics/collector.js';
import {commandLines} from '../metrics/linux/command-lines.js';
import {processDetails} from '../metrics/linux/process-details.js';
import type {Process} from '../metrics/snapshot.js';
import {errorCode} from '../support/system-error.js';
import {noProcessService, type ProcessService} from '../ui/processes/service.js';

/**
The processes of this machine. Signals only where the pids are ours, not those of a host that is seen through its
mounted files. Elsewhere than on Linux nothing more than the list is told.
*/
export function localProcessService(machine: Machine, isReadOnly: boolean): ProcessService {
	const signal = isReadOnly || machine.root !== '' ? undefined : sendSignal;
	if (process.platform !== 'linux') {
		return {...noProcessService, signal};
	}

	const lines = commandLines(machine);
	return {
		commandLine: wanted => lines.of(wanted),
		details: ({pid}) => processDetails(machine, pid),
		signal,
	};
}

/** Throws with a sentence for a person when it may not, or when the process is not the one that was shown. */
function sendSignal({pid, name}: Process, signal: NodeJS.Signals): void {
	if (process.platform === 'linux' && commOf(pid) !== name) {
		throw new Error(`Process ${pid} is no longer ${name}: nothing was sent.`);
	}

	try {
		process.kill(pid, signal);
	} catch (error) {
		const code = errorCode(error);
		const reason = code === 'EPERM' ? 'it belongs to another user' : code === 'ESRCH' ? 'it has ended' : String(code);
		throw new Error(`${signal} to ${name} (${pid}) was not sent: ${reason}.`, {cause: error});
	}
}

/** The pid may have gone to another process since the list was drawn. */
function commOf(pid: number): string | undefined {
	try {
		return readFileSync(`/proc/${pid}/comm`, 'utf8').replace(/\n$/, '');
	} catch {
		return undefined;
	}
}
