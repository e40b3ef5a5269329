import type {Buffer} from 'node:buffer';
import type {Machine} from '../collector.js';
import type {PidStat} from './procfs/pid-stat.js';
import {smallFileReader} from './small-file.js';

/** By how many pages `stat` is wrong about a process, as of some moment. */
export type Correction = {readonly pages: number; readonly readMs: number};

/** How much memory processes hold, exactly. */
export type ResidentSets = {
	/** The correction for a process: `before`, while it is fresh. */
	correctionOf(stat: PidStat, before: Correction | undefined, nowMs: number): Correction;
	/** The pages that a process holds now; `undefined` when that cannot be read. */
	pagesOf(pid: number): number | undefined;
};

const refreshAfterMs = 30_000;
/** Spreads what is due at one time over this many seconds. */
const spreadSeconds = 16;

/**
Field 24 of `/proc/[pid]/stat` leaves out what each processor has not yet settled: megabytes on a small machine, a hundred
and more on a large one (proc_pid_stat(5), since Linux 6.2). `/proc/[pid]/statm` is exact, but reading it for every process
would double the cost of a pass. What `stat` leaves out changes slowly, so it is looked up at first sight and then every
half minute; in between the last correction is added.
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

			// Kernel threads and zombies have no memory of their own.
			const pages = stat.virtualBytes === 0 ? undefined : pagesOf(stat.pid);
			return {pages: pages === undefined ? 0 : pages - stat.residentPages, readMs: nowMs};
		},
		pagesOf,
	};
}

/** The resident set in pages: the second number of `/proc/[pid]/statm` (proc_pid_statm(5)). `undefined` for any other text. */
function parseStatm(bytes: Buffer): number | undefined {
	const pages = /^\d+ (\d+) /.exec(bytes.toString('latin1', 0, 64))?.[1];
	return pages === undefined ? undefined : Number(pages);
}
