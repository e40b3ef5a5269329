import type {Process} from '../snapshot.js';
import type {PidStat} from './procfs/pid-stat.js';
import {ticksPerSecond} from './ticks.js';

/** The rates of the counters in `stat` since the previous pass. */
export type StatRates = Pick<
	Process,
	'cpuPercent' | 'childrenCpuPercent' | 'minorFaultsPerSecond' | 'majorFaultsPerSecond'
>;

/** The counters in `stat`. */
type Counter = 'cpuTicks' | 'childrenTicks' | 'minorFaults' | 'majorFaults';

const nothingCounted: Readonly<Record<Counter, number>> = {
	cpuTicks: 0,
	childrenTicks: 0,
	minorFaults: 0,
	majorFaults: 0,
};

const noRates: StatRates = {
	cpuPercent: undefined,
	childrenCpuPercent: undefined,
	minorFaultsPerSecond: undefined,
	majorFaultsPerSecond: undefined,
};

/** The rates of a process whose counters have not changed. */
const zeroRates: StatRates = {cpuPercent: 0, childrenCpuPercent: 0, minorFaultsPerSecond: 0, majorFaultsPerSecond: 0};

/**
Returns the rates over `seconds`. Without them there are none. A process without a state before has counted everything
since then.
*/
export function statRates(
	stat: PidStat,
	before: PidStat | undefined,
	seconds: number | undefined,
	cores = Number.POSITIVE_INFINITY,
): StatRates {
	if (seconds === undefined) {
		return noRates;
	}

	if (stat === before) {
		return zeroRates;
	}

	const then = before ?? nothingCounted;
	const rate = (counter: Counter): number => Math.max(0, stat[counter] - then[counter]) / seconds;
	return {
		cpuPercent: Math.min(percentOf(rate('cpuTicks')), 100 * cores),
		childrenCpuPercent: percentOf(rate('childrenTicks')),
		minorFaultsPerSecond: rate('minorFaults'),
		majorFaultsPerSecond: rate('majorFaults'),
	};
}

/** Returns rates without processor time that was known as that of children. */
export function withoutChildren(rates: StatRates, ticks: number, seconds: number | undefined): StatRates {
	const {childrenCpuPercent} = rates;
	return ticks === 0 || childrenCpuPercent === undefined || seconds === undefined
		? rates
		: {...rates, childrenCpuPercent: Math.max(0, childrenCpuPercent - percentOf(ticks / seconds))};
}

function percentOf(ticksPerElapsedSecond: number): number {
	return (100 * ticksPerElapsedSecond) / ticksPerSecond;
}
