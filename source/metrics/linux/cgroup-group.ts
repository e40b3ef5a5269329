/** The processor time of a control group, which versions 1 and 2 have in different files. */
export type CpuGroup = {
	readonly directory: string;
	/** Returns the limit in cores; `undefined` without a limit. */
	limit(): number | undefined;
	counters(): CpuCounters;
};

/** Counters since the group was created; `undefined` when the group does not have them. */
export type CpuCounters = {
	readonly usedSeconds: number | undefined;
	/** Scheduler periods in which the group was runnable, and those in which it was throttled. */
	readonly periods: number | undefined;
	readonly throttledPeriods: number | undefined;
};

/** The memory of a control group. */
export type MemoryGroup = {
	readonly directory: string;
	/** Returns the limit in bytes; `undefined` without a limit. */
	limit(): number | undefined;
	/** Returns the working set: the charged memory without inactive file pages. */
	usedBytes(): number | undefined;
};

/** A function that reads a value and returns `undefined` on failure. */
export type Attempt = <Value>(read: () => Value) => Value | undefined;

/**
Returns the group with the lowest limit, and the limit. Returns the first group, the group itself, when there is no
limit. `isReachable` returns whether the machine can reach a limit; other limits are ignored.
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
