import {readdirSync} from 'node:fs';
import type {Machine} from '../collector.js';
import type {ProcessThread, ProcessThreads} from '../model/process-details.js';
import {parsePidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';
import {ticksPerSecond} from './ticks.js';

/** A reader of the threads of one process. */
export type ThreadReader = {
	/** Returns the threads, with their usage since the previous call. `undefined` when the process has ended. */
	read(): ProcessThreads | undefined;
};

const maxThreads = 1000;

/** The state of a thread that is kept until the next call. */
type Before = {readonly startTicks: number; readonly cpuTicks: number; readonly readMs: number};

/** Returns a reader of `/proc/[pid]/task/[tid]/stat`. It reads at most 1,000 threads, at about 10 µs each. */
export function threadReader(machine: Machine, pid: number): ThreadReader {
	const readFile = smallFileReader();
	const directory = `${machine.root}/proc/${pid}/task`;
	let previous: ReadonlyMap<number, Before> = new Map();

	const threadOf = (tid: number, next: Map<number, Before>): ProcessThread | undefined => {
		try {
			const {name, state, cpuTicks, startTicks, priority, nice} = parsePidStat(readFile(`${directory}/${tid}/stat`));
			const readMs = machine.monotonicMs();
			const known = previous.get(tid);
			const before = known?.startTicks === startTicks ? known : undefined;
			next.set(tid, {startTicks, cpuTicks, readMs});
			const seconds = before && (readMs - before.readMs) / 1000;
			return {
				tid,
				name,
				state,
				cpuPercent:
					before && seconds ? (100 * Math.max(0, cpuTicks - before.cpuTicks)) / ticksPerSecond / seconds : undefined,
				cpuTimeSeconds: cpuTicks / ticksPerSecond,
				priority,
				nice,
			};
		} catch {
			// It ended after the directory was listed.
			return undefined;
		}
	};

	return {
		read() {
			const tids = listThreads(directory);
			if (tids === undefined) {
				return undefined;
			}

			const next = new Map<number, Before>();
			const list = tids.slice(0, maxThreads).flatMap(tid => threadOf(tid, next) ?? []);
			previous = next;
			return {list: list.sort(byUsage), total: tids.length};
		},
	};
}

function listThreads(directory: string): readonly number[] | undefined {
	try {
		return readdirSync(directory).map(Number);
	} catch {
		return undefined;
	}
}

function byUsage(left: ProcessThread, right: ProcessThread): number {
	return (
		(right.cpuPercent ?? 0) - (left.cpuPercent ?? 0) ||
		right.cpuTimeSeconds - left.cpuTimeSeconds ||
		left.tid - right.tid
	);
}
