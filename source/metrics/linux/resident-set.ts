import type {Buffer} from 'node:buffer';
import type {Machine} from '../collector.js';
import type {PidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';

/** The memory of a process in `statm`, in pages. */
type MemoryPages = {readonly resident: number; readonly shared: number};

/** What `statm` adds to `stat` for a process, at the time of reading. */
export type Correction = {
	/** The error of the resident pages in `stat`. */
	readonly pages: number;
	/** `undefined` for kernel threads and zombies, and without `statm`. */
	readonly sharedPages: number | undefined;
	readonly readMs: number;
};

/** A reader of the exact resident memory of processes. */
export type ResidentSets = {
	/** Returns the correction for a process. `before` is reused while it is recent. */
	correctionOf(stat: PidStat, before: Correction | undefined, nowMs: number): Correction;
	/** Returns the correction for a process as of now; `undefined` when `statm` cannot be read. */
	correctionNow(stat: PidStat, nowMs: number): Correction | undefined;
};

const refreshAfterMs = 30_000;
/** Seconds over which simultaneous readings are distributed. */
const spreadSeconds = 16;

/**
Returns a reader of resident memory. Field 24 of `/proc/[pid]/stat` excludes per-processor counters that are not yet
merged: megabytes on a small machine, more than a hundred on a large one (proc_pid_stat(5), since Linux 6.2).
`/proc/[pid]/statm` is exact, but reading it for all processes would double the cost of a pass. The difference changes
slowly, so it is read when a process is first seen and then every half minute; the last correction is added in between.
*/
export function residentSets(machine: Machine): ResidentSets {
	const read = smallFileReader();

	const correctionNow = (stat: PidStat, nowMs: number): Correction | undefined => {
		try {
			const pages = parseStatm(read(`${machine.root}/proc/${stat.pid}/statm`));
			return pages && {pages: pages.resident - stat.residentPages, sharedPages: pages.shared, readMs: nowMs};
		} catch {
			return undefined;
		}
	};

	return {
		correctionOf(stat, before, nowMs) {
			const dueMs = refreshAfterMs + (stat.pid % spreadSeconds) * 1000;
			if (before !== undefined && nowMs - before.readMs < dueMs) {
				return before;
			}

			// Kernel threads and zombies have no memory.
			const correction = stat.virtualBytes === 0 ? undefined : correctionNow(stat, nowMs);
			return correction ?? {pages: 0, sharedPages: undefined, readMs: nowMs};
		},
		correctionNow,
	};
}

/**
Returns the resident and the shared pages: the second and the third number of `/proc/[pid]/statm` (proc_pid_statm(5)).
`undefined` for invalid text.
*/
function parseStatm(bytes: Buffer): MemoryPages | undefined {
	const [, resident, shared] = /^\d+ (\d+) (\d+) /.exec(bytes.toString('latin1', 0, 64)) ?? [];
	return resident === undefined ? undefined : {resident: Number(resident), shared: Number(shared)};
}
