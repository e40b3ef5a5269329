import process from 'node:process';
import type {Machine} from '../metrics/collector.js';
import {commandLines} from '../metrics/linux/command-lines.js';
import {noProcessService, type ProcessService} from '../ui/processes/service.js';
import {inspectProcess} from './inspect-process.js';
import {identityCheck} from './process-identity.js';
import {renice} from './renice.js';
import {sendSignal} from './send-signal.js';
import {threadsOfOne} from './threads-of-one.js';

/**
Returns the service for the processes of this machine. Signals and nice values are available only if the PIDs are those of
this system, not those of a host below `root`. Command lines and details are available only on Linux.
*/
export function localProcessService(machine: Machine, isReadOnly: boolean): ProcessService {
	const changes = isReadOnly || machine.root !== '' ? {signal: undefined, renice: undefined} : changesOf(machine);
	if (process.platform !== 'linux') {
		return {...noProcessService, ...changes};
	}

	const lines = commandLines(machine);
	return {
		commandLine: process => lines.of(process),
		threads: threadsOfOne(machine),
		inspect: ({pid}) => inspectProcess(machine, pid),
		...changes,
	};
}

function changesOf(machine: Machine): Pick<ProcessService, 'signal' | 'renice'> {
	const check = identityCheck(machine);
	return {
		signal: (target, signal) => sendSignal(target, signal, check),
		renice: process.platform === 'win32' ? undefined : (target, change) => renice(target, change, check),
	};
}
