import {cpus} from 'node:os';
import type {Collector, Machine} from '../collector.js';
import {type Portable, type PortableProcess, portable} from '../portable/portable.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Process} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';

export type ProcessesOptions = {
	readonly cadenceMs: number;
	/** Whether somebody looks at the list now. Counting the processes costs as much as listing them. */
	isListWanted(): boolean;
};

/** The System Idle Process: its time is the time nobody used. */
const idlePid = 0;

/**
All processes of Windows. Their state, owner, threads and processor time are not told.

Not tried on Windows.
*/
export function processesCollector(
	machine: Machine,
	options: ProcessesOptions,
	{processes: askProcesses}: Pick<Portable, 'processes'> = portable(),
	logicalCores = cpus().length,
): Collector<'processes'> {
	let previous: ReadonlyMap<string, Process> = new Map();
	let previousMs: number | undefined;

	return {
		name: 'processes',
		cadenceMs: options.cadenceMs,
		timeoutMs: 15_000,
		async collect() {
			const told = await askProcesses();
			if (told.length === 0) {
				throw new Error('Windows told no process');
			}

			const nowMs = machine.monotonicMs();
			const isRate = elapsedSeconds(previousMs, nowMs, options.cadenceMs) !== undefined;
			const list = told
				.filter(({pid}) => pid !== idlePid)
				.map(told => {
					const process = processOf(told);
					const before = previous.get(identity(process));
					const {machinePercent} = told;
					const isKnown = before && isRate && machinePercent !== undefined;
					const cpuPercent = isKnown ? machinePercent * logicalCores : undefined;
					return reuseUnchanged(before, {...process, cpuPercent});
				});
			previous = new Map(list.map(process => [identity(process), process]));
			previousMs = nowMs;
			return {
				total: list.length,
				running: undefined,
				sleeping: undefined,
				stopped: undefined,
				zombie: undefined,
				threads: undefined,
				unreadable: undefined,
				list: options.isListWanted() ? list : undefined,
			};
		},
	};
}

/** A pid that comes back with another start is another process. */
function identity({pid, startedAtMs}: Pick<Process, 'pid' | 'startedAtMs'>): string {
	return `${pid} ${startedAtMs}`;
}

function processOf(told: PortableProcess): Omit<Process, 'cpuPercent'> {
	return {
		pid: told.pid,
		parentPid: told.parentPid,
		startedAtMs: told.startedAtMs,
		name: told.name,
		user: undefined,
		state: '?',
		threads: undefined,
		nice: undefined,
		residentSetBytes: told.residentSetBytes,
		cpuTimeSeconds: undefined,
	};
}
