import {cpus} from 'node:os';
import type {Collector, Machine} from '../collector.js';
import {type Portable, type PortableProcess, portable} from '../portable/portable.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Process} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {unmeasuredProcess} from '../values/unmeasured-process.js';

/** The options of `processesCollector`. */
export type ProcessesOptions = {
	readonly cadenceMs: number;
	/** Returns whether the list is requested. Counting the processes costs as much as listing them. */
	isListRequested(): boolean;
};

/** The System Idle Process, whose time is idle time. */
const idlePid = 0;

/**
Returns a collector of the processes of Windows. State, owner, threads and processor time are not available.

It has not been tested on Windows.
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
			const processes = await askProcesses();
			if (processes.length === 0) {
				throw new Error('Windows reported no process');
			}

			const nowMs = machine.monotonicMs();
			const isRate = elapsedSeconds(previousMs, nowMs, options.cadenceMs) !== undefined;
			const list = processes
				.filter(({pid}) => pid !== idlePid)
				.map(reported => {
					const process = processOf(reported);
					const before = previous.get(identity(process));
					const {machinePercent} = reported;
					const isKnown = before && isRate && machinePercent !== undefined;
					const cpuPercent = isKnown ? machinePercent * logicalCores : undefined;
					return reuseUnchanged(before, {...process, cpuPercent});
				});
			previous = new Map(list.map(process => [identity(process), process]));
			previousMs = nowMs;
			return {
				total: list.length,
				running: undefined,
				blocked: undefined,
				sleeping: undefined,
				stopped: undefined,
				zombie: undefined,
				threads: undefined,
				unreadable: undefined,
				ended: undefined,
				list: options.isListRequested() ? list : undefined,
			};
		},
	};
}

/** Returns the identity of a process: a reused pid has another start time. */
function identity({pid, startedAtMs}: Pick<Process, 'pid' | 'startedAtMs'>): string {
	return `${pid} ${startedAtMs}`;
}

function processOf(reported: PortableProcess): Omit<Process, 'cpuPercent'> {
	return {
		...unmeasuredProcess,
		pid: reported.pid,
		parentPid: reported.parentPid,
		startedAtMs: reported.startedAtMs,
		name: reported.name,
		user: undefined,
		state: '?',
		threads: undefined,
		nice: undefined,
		residentSetBytes: reported.residentSetBytes,
		cpuTimeSeconds: undefined,
	};
}
