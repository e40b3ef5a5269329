import type {Buffer} from 'node:buffer';
import type {Machine} from '../collector.js';
import type {PidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';

/** The error of `stat` for a process in pages, at the time of reading. */
export type Correction = {readonly pages: number; readonly readMs: number};

/** A reader of the exact resident memory of processes. */
export type ResidentSets = {
	/** Returns the correction for a process. `before` is reused while it is recent. */
	correctionOf(stat: PidStat, before: Correction | undefined, nowMs: number): Correction;
	/** Returns the current resident pages of a process; `undefined` when they cannot be read. */
	pagesOf(pid: number): number | undefined;
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

	const pagesOf = (pid: number): number | undefined => {
		try {
			return parseStatm(read(`${machine.root}/proc/${pid}/statm`));
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
			const pages = stat.virtualBytes === 0 ? undefined : pagesOf(stat.pid);
			return {pages: pages === undefined ? 0 : pages - stat.residentPages, readMs: nowMs};
		},
		pagesOf,
	};
}

/**
Returns the resident set in pages: the second number of `/proc/[pid]/statm` (proc_pid_statm(5)). `undefined` for invalid
text.
*/
function parseStatm(bytes: Buffer): number | undefined {
	const pages = /^\d+ (\d+) /.exec(bytes.toString('latin1', 0, 64))?.[1];
	return pages === undefined ? undefined : Number(pages);
}
