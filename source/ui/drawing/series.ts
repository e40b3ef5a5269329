import type {History} from '../../history.js';
import type {Sample} from '../../sample.js';
import type {Series} from './graph.js';

export type SeriesWindow = {
	/** How many values are wanted, the newest last. */
	readonly count: number;
	/** The time that one value stands for. */
	readonly bucketMs: number;
};

/**
Means over equal stretches of time, for a graph. The stretches lie on a fixed raster, so that a graph moves by whole
columns only, and only when a stretch is over; in between just its newest column changes. A stretch without a value is
a gap.
*/
export function seriesOf(
	history: History,
	pick: (sample: Sample) => number | undefined,
	{count, bucketMs}: SeriesWindow,
): Series {
	const newest = history.at(-1);
	const values: (number | undefined)[] = new Array(Math.max(0, count)).fill(undefined);
	if (!newest || count <= 0) {
		return values;
	}

	const lastBucket = Math.floor(newest.snapshot.monotonicMs / bucketMs);
	const firstBucket = lastBucket - count + 1;
	let bucket = -1;
	let sum = 0;
	let members = 0;
	for (let index = history.length - 1; index >= 0; index--) {
		const sample = history.at(index);
		if (!sample) {
			break;
		}

		const own = Math.floor(sample.snapshot.monotonicMs / bucketMs) - firstBucket;
		if (own < 0) {
			break;
		}

		if (own !== bucket) {
			bucket = own;
			sum = 0;
			members = 0;
		}

		const value = pick(sample);
		if (value !== undefined) {
			sum += value;
			members += 1;
			values[own] = sum / members;
		}
	}

	return bridged(values, newest.snapshot.intervalMs, bucketMs);
}

/**
Where a stretch is shorter than the distance between samples, most hold no sample; they take the value of the sample
they lie behind of, as far as one interval reaches.
*/
function bridged(values: (number | undefined)[], intervalMs: number, bucketMs: number): Series {
	const reach = Math.ceil((intervalMs * 1.5) / bucketMs) - 1;
	if (reach < 1) {
		return values;
	}

	// From the newest backwards, so that a value is carried from where it was measured and not from where it was filled in.
	for (let index = values.length - 1; index > 0; index--) {
		values[index] ??= values.slice(Math.max(0, index - reach), index).findLast(value => value !== undefined);
	}

	return values;
}

/** The highest of a series; `undefined` when it holds no value. */
export function maximum(series: Series): number | undefined {
	let highest: number | undefined;
	for (const value of series) {
		if (value !== undefined && (highest === undefined || value > highest)) {
			highest = value;
		}
	}

	return highest;
}

/** The next of 1, 2, 5 × 10ⁿ at or above a value: a scale that a person reads at a glance and that does not jump. */
export function niceCeiling(value: number, least: number): number {
	const wanted = Math.max(value, least);
	const magnitude = 10 ** Math.floor(Math.log10(wanted));
	const step = [1, 2, 5, 10].find(factor => factor * magnitude >= wanted) ?? 10;
	return step * magnitude;
}
