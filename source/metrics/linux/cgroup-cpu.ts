import type {GapLog} from '../gaps.js';
import type {Limits} from '../snapshot.js';
import {elapsedSeconds} from '../values/elapsed.js';
import {type CpuCounters, type CpuGroup, tightest} from './cgroup-group.js';

export type CpuUse = Pick<Limits, 'cpuLimitCores' | 'cpuUsedCores' | 'throttledPercent'>;

/** What limits the processor time of a group besides quotas. */
export type CpuBounds = {
	/** The processors that are online; `undefined` where nothing tells. */
	readonly online: readonly number[] | undefined;
	/** The processors that the group may run on; `undefined` where it has no cpuset. */
	readonly cpuset: readonly number[] | undefined;
};

/** Remembers the counters of the group that has the lowest limit, and draws rates from them. */
export function cgroupCpu(
	cadenceMs: number,
	log: GapLog,
): (groups: readonly CpuGroup[], bounds: CpuBounds, nowMs: number) => CpuUse {
	let last: {readonly directory: string; readonly atMs: number; readonly counters: CpuCounters} | undefined;

	return (groups, bounds, nowMs) => {
		// A quota of all processors still stops a group that keeps them busy: it is handed out in slices.
		const most = bounds.online?.length ?? Number.POSITIVE_INFINITY;
		const quota = tightest(
			groups,
			limit => limit <= most,
			read => log.read('cpu_limit', read),
		);
		const setCores = limitOfSet(bounds);
		const isSet = setCores !== undefined && setCores < (quota.limit ?? Number.POSITIVE_INFINITY);
		// The cpuset is that of the group itself.
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
			throttledPercent: quota.limit === undefined ? undefined : share(grown('throttledPeriods'), grown('periods')),
		};
	};
}

/** A set of all the processors that are online is no limit. */
function limitOfSet({online, cpuset}: CpuBounds): number | undefined {
	return cpuset === undefined || cpuset.join() === online?.join() ? undefined : cpuset.length;
}

/** `undefined` when a counter is unknown, or went back because the group was made anew. */
function growth(before: number | undefined, now: number | undefined): number | undefined {
	return before === undefined || now === undefined || now < before ? undefined : now - before;
}

/** No period passed while the group did not want to run: then nothing was held back. */
function share(throttled: number | undefined, periods: number | undefined): number | undefined {
	if (throttled === undefined || periods === undefined) {
		return undefined;
	}

	return periods === 0 ? 0 : Math.min(100, (100 * throttled) / periods);
}
