import type {Process, Processes} from '../../source/metrics/snapshot.js';
import {unmeasuredProcess} from '../../source/metrics/values/unmeasured-process.js';

/** A process of root that sleeps; `changes` says what is different. */
export function processOf(pid: number, changes: Partial<Process> = {}): Process {
	return {
		...unmeasuredProcess,
		pid,
		parentPid: 1,
		startedAtMs: 1_700_000_000_000 + pid,
		name: `process-${pid}`,
		user: 'root',
		state: 'S',
		threads: 1,
		nice: 0,
		residentSetBytes: 10 * 2 ** 20,
		cpuPercent: 0,
		cpuTimeSeconds: 1,
		...changes,
	};
}

/** Returns the processes of a list, counted by their states; `changes` replaces values. */
export function processesOf(list: readonly Process[] | undefined, changes: Partial<Processes> = {}): Processes {
	const count = (state: Process['state']): number => (list ?? []).filter(one => one.state === state).length;
	return {
		total: list?.length ?? 0,
		running: count('R'),
		blocked: count('D'),
		sleeping: count('S'),
		stopped: count('T'),
		zombie: count('Z'),
		threads: list?.length ?? 0,
		unreadable: 0,
		list,
		ended: undefined,
		...changes,
	};
}
