import type {GapLog} from '../gaps.js';
import type {Limits} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {growth} from '../values/growth.js';
import {type CpuCounters, type CpuGroup, tightest} from './cgroup-group.js';
import {throttledShare} from './throttled-share.js';

/** The processor usage of a group and its limit. */
export type CpuUse = Pick<Limits, 'cpuLimitCores' | 'cpuUsedCores' | 'throttledPercent'>;

/** Limits of the processor time of a group other than quotas. */
export type CpuBounds = {
	/** Online processors; `undefined` when unknown. */
	readonly online: readonly number[] | undefined;
	/** Processors that the group may use; `undefined` without a cpuset. */
	readonly cpuset: readonly number[] | undefined;
};

/** Returns a function that computes rates from the counters of the group with the lowest limit. */
export function cgroupCpu(
	cadenceMs: number,
	log: GapLog,
): (groups: readonly CpuGroup[], bounds: CpuBounds, nowMs: number) => CpuUse {
	let last: {readonly directory: string; readonly atMs: number; readonly counters: CpuCounters} | undefined;

	return (groups, bounds, nowMs) => {
		// A quota of all processors can still throttle a busy group, because it is distributed in slices.
		const maxCores = bounds.online?.length ?? Number.POSITIVE_INFINITY;
		const quota = tightest(
			groups,
			limit => limit <= maxCores,
			read => log.read('cpu_limit', read),
		);
		const setCores = limitOfSet(bounds);
		const isSet = setCores !== undefined && setCores < (quota.limit ?? Number.POSITIVE_INFINITY);
		// The cpuset is always that of the group itself.
		const group = isSet ? groups[0] : quota.group;
		const before = last?.directory === group?.directory ? last : undefined;
		const counters = log.read('cpu_used', () => group?.counters());
		last = group && counters && {directory: group.directory, atMs: nowMs, counters};
		const seconds = elapsedSeconds(before?.atMs, nowMs, cadenceMs);
		const grown = (counter: keyof CpuCounters): number | undefined =>
			seconds === undefined ? undefined : growth(before?.counters[counter], counters?.[counter]);

		const usedSeconds = grown('usedSeconds');
		return {
			cpuLimitCores: isSet ? setCores : quota.limit,
			cpuUsedCores: usedSeconds === undefined || seconds === undefined ? undefined : usedSeconds / seconds,
			throttledPercent:
				quota.limit === undefined ? undefined : throttledShare(grown('throttledPeriods'), grown('periods')),
		};
	};
}

/** Returns the limit of a cpuset. A set of all online processors is not a limit. */
function limitOfSet({online, cpuset}: CpuBounds): number | undefined {
	return cpuset === undefined || cpuset.join() === online?.join() ? undefined : cpuset.length;
}
