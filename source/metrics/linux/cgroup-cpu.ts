import {elapsedSeconds} from '../elapsed.js';
import type {Limits} from '../snapshot.js';
import {type CpuCounters, type CpuGroup, tightest} from './cgroup-group.js';

export type CpuUse = Pick<Limits, 'cpuLimitCores' | 'cpuUsedCores' | 'throttledPercent'>;

/** Remembers the counters of the group that has the lowest limit, and draws rates from them. */
export function cgroupCpu(cadenceMs: number): (groups: readonly CpuGroup[], nowMs: number) => CpuUse {
	let last: {readonly directory: string; readonly atMs: number; readonly counters: CpuCounters} | undefined;

	return (groups, nowMs) => {
		const {group, limit} = tightest(groups, Number.POSITIVE_INFINITY);
		const before = last?.directory === group?.directory ? last : undefined;
		const counters = group?.counters();
		last = group && counters && {directory: group.directory, atMs: nowMs, counters};
		const seconds = elapsedSeconds(before?.atMs, nowMs, cadenceMs);
		const grown = (counter: keyof CpuCounters): number | undefined =>
			seconds === undefined ? undefined : growth(before?.counters[counter], counters?.[counter]);

		const usedSeconds = grown('usedSeconds');
		return {
			cpuLimitCores: limit,
			cpuUsedCores: usedSeconds === undefined || seconds === undefined ? undefined : usedSeconds / seconds,
			throttledPercent: limit === undefined ? undefined : share(grown('throttledPeriods'), grown('periods')),
		};
	};
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
