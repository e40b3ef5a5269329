import type {Process, Processes, ProcessState} from '../../metrics/snapshot.js';
import {
	type Fields,
	number,
	optionalChoice,
	optionalList,
	optionalNumber,
	optionalText,
	optionalTime,
	text,
} from '../../support/fields.js';

const processStates = ['R', 'S', 'D', 'Z', 'T', 'I', 'X', '?'] as const satisfies readonly ProcessState[];

/** The list holds what the message holds: the costliest. */
export function parseProcesses(processes: Fields): Processes {
	return {
		total: number(processes, 'total'),
		running: optionalNumber(processes, 'running'),
		sleeping: optionalNumber(processes, 'sleeping'),
		stopped: optionalNumber(processes, 'stopped'),
		zombie: optionalNumber(processes, 'zombie'),
		threads: optionalNumber(processes, 'threads'),
		unreadable: undefined,
		list: optionalList(processes, 'top')?.map(parseProcess),
	};
}

function parseProcess(process: Fields): Process {
	return {
		pid: number(process, 'pid'),
		parentPid: number(process, 'ppid'),
		startedAtMs: optionalTime(process, 'started'),
		name: text(process, 'name'),
		user: optionalText(process, 'user'),
		state: optionalChoice(process, 'state', processStates) ?? '?',
		threads: optionalNumber(process, 'threads'),
		nice: undefined,
		residentSetBytes: number(process, 'memory'),
		cpuPercent: optionalNumber(process, 'cpu_percent'),
		cpuTimeSeconds: optionalNumber(process, 'cpu_time'),
	};
}
