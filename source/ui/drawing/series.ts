import type {History} from '../../core/history.js';
import type {Sample} from '../../core/sample.js';
import {sampleSeconds} from '../../core/sample-seconds.js';
import type {Series} from './graph.js';

export type SeriesWindow = {
	/** Number of values, the newest last. */
	readonly count: number;
	/** Duration of one value in milliseconds. */
	readonly bucketMs: number;
};

/**
Returns the means over equal intervals of time for a graph. The intervals lie on a fixed grid, so that a graph moves by
whole columns only; between two moves only its newest column changes. Intervals between two samples hold the value of the
older one, unless sampling was interrupted; then they are a gap, as is a sample without a value. A record of a span fills
the intervals of its span.
*/
export function seriesOf(
	history: History,
	pick: (sample: Sample) => number | undefined,
	{count, bucketMs}: SeriesWindow,
): Series {
	const newest = history.at(-1);
	const values: (number | undefined)[] = new Array(Math.max(0, count)).fill(undefined);
	if (newest && count > 0) {
		fillIntervals(values, history, pick, {bucketMs, firstBucket: bucketOf(newest, bucketMs) - count + 1, last: -1});
	}

	return values;
}

/** Returns the number of the interval of a sample. */
export function bucketOf({snapshot}: Sample, bucketMs: number): number {
	return Math.floor(snapshot.monotonicMs / bucketMs);
}

type Intervals = {
	readonly bucketMs: number;
	/** Number of the first interval. */
	readonly firstBucket: number;
	/** Index of the newest interval that is left as it is; -1 for none. */
	readonly last: number;
};

/** Writes the means of intervals that are `undefined` so far. */
export function fillIntervals(
	values: (number | undefined)[],
	history: History,
	pick: (sample: Sample) => number | undefined,
	{bucketMs, firstBucket, last}: Intervals,
): void {
	let bucket = values.length;
	let coveredFrom = values.length;
	let sum = 0;
	let weight = 0;
	for (let index = history.length - 1; index >= 0; index--) {
		const sample = history.at(index);
		if (!sample) {
			break;
		}

		const own = bucketOf(sample, bucketMs) - firstBucket;
		const value = pick(sample);
		if (own !== bucket) {
			if (value !== undefined && own < bucket - 1 && isFollowedClosely(history, index)) {
				values.fill(value, Math.max(last, own) + 1, Math.max(0, coveredFrom));
			}

			bucket = own;
			sum = 0;
			weight = 0;
		}

		if (own <= last) {
			break;
		}

		coveredFrom = own;
		if (sample.span) {
			coveredFrom = Math.floor((sample.snapshot.monotonicMs - sample.span.seconds * 1000) / bucketMs) - firstBucket;
			values.fill(value, Math.max(last + 1, coveredFrom), Math.max(0, own));
		}

		if (value !== undefined && own >= 0) {
			const share = sampleSeconds(sample);
			sum += value * share;
			weight += share;
			values[own] = sum / weight;
		}
	}
}

/** Factor by which a distance between samples may exceed the usual one before it is a gap. */
export const tolerance = 1.5;

/** Number of equal distances in a row that count as regular. */
export const minRegularDistances = 3;

/**
Returns whether the next sample follows at the usual distance. The usual distance is the sampling interval or, when not
every sample was recorded, the distances right before and after.
*/
function isFollowedClosely(history: History, index: number): boolean {
	const distanceMs = distanceAfter(history, index) ?? 0;
	const nominalMs = Math.max(
		history.at(index)?.snapshot.intervalMs ?? 0,
		history.at(index + 1)?.snapshot.intervalMs ?? 0,
	);
	if (distanceMs <= nominalMs * tolerance) {
		return true;
	}

	let alike = 1;
	for (const step of [-1, 1]) {
		for (let near = index + step; alike < minRegularDistances; near += step) {
			const nearMs = distanceAfter(history, near);
			if (nearMs === undefined || distanceMs > nearMs * tolerance) {
				break;
			}

			alike += 1;
		}
	}

	return alike >= minRegularDistances;
}

function distanceAfter(history: History, index: number): number | undefined {
	const sample = index < 0 ? undefined : history.at(index);
	const next = history.at(index + 1);
	return sample && next && next.snapshot.monotonicMs - sample.snapshot.monotonicMs;
}

/** Returns the highest value of a series; `undefined` without values. */
export function maximum(series: Series): number | undefined {
	return series.reduce<number | undefined>(higher, undefined);
}

function higher(one: number | undefined, other: number | undefined): number | undefined {
	return other !== undefined && (one === undefined || other > one) ? other : one;
}

/** Returns the next of 1, 2 or 5 × 10ⁿ at or above a value: a scale that is easy to read and changes rarely. */
export function niceCeiling(value: number, min: number): number {
	const target = Math.max(value, min);
	const magnitude = 10 ** Math.floor(Math.log10(target));
	const step = [1, 2, 5, 10].find(factor => factor * magnitude >= target) ?? 10;
	return step * magnitude;
}
