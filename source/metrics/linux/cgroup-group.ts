/** Processor time of one control group; version 1 and 2 say it in different files. */
export type CpuGroup = {
	readonly directory: string;
	/** Cores; `undefined` = no limit. */
	limit(): number | undefined;
	counters(): CpuCounters;
};

/** Counters since the group exists; `undefined` where the group does not keep them. */
export type CpuCounters = {
	readonly usedSeconds: number | undefined;
	/** Periods of the scheduler in which the group wanted to run, and those in which its quota ran out. */
	readonly periods: number | undefined;
	readonly throttledPeriods: number | undefined;
};

/** Memory of one control group. */
export type MemoryGroup = {
	readonly directory: string;
	/** Bytes; `undefined` = no limit. */
	limit(): number | undefined;
	/** Charged to the group less the file pages that the kernel would drop first: the working set. */
	usedBytes(): number | undefined;
};

/** Reads a value; `undefined` when that fails. */
export type Attempt = <Value>(read: () => Value) => Value | undefined;

/**
The group whose limit is lowest, and that limit; the first, the group itself, when none has one. `isReachable` tells a limit
from one that the machine cannot reach, which is none.
*/
export function tightest<Group extends {limit(): number | undefined}>(
	groups: readonly Group[],
	isReachable: (limit: number) => boolean,
	attempt: Attempt,
): {readonly group: Group | undefined; readonly limit: number | undefined} {
	let group = groups[0];
	let limit: number | undefined;
	for (const candidate of groups) {
		const own = attempt(() => candidate.limit());
		if (own !== undefined && isReachable(own) && own < (limit ?? Number.POSITIVE_INFINITY)) {
			group = candidate;
			limit = own;
		}
	}

	return {group, limit};
}
