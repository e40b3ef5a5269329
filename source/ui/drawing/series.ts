import type {History} from '../../core/history.js';
import type {Sample} from '../../core/sample.js';
import {sampleSeconds} from '../../core/sample-seconds.js';
import type {Series} from './graph.js';

export type SeriesWindow = {
	/** How many values are wanted, the newest last. */
	readonly count: number;
	/** The time that one value stands for. */
	readonly bucketMs: number;
};

/**
Means over equal stretches of time, for a graph. The stretches lie on a fixed raster, so that a graph moves by whole
columns only, and only when a stretch is over; in between just its newest column changes. Stretches between two samples
hold the value of the older one, unless the machine or the monitor stood still between them: that is a gap, and so is a
sample without a value. A record of a span fills the stretches of its span.
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
	let bucket = count;
	let coveredFrom = count;
	let sum = 0;
	let weight = 0;
	for (let index = history.length - 1; index >= 0 && bucket >= 0; index--) {
		const sample = history.at(index);
		if (!sample) {
			break;
		}

		const {monotonicMs} = sample.snapshot;
		const own = Math.floor(monotonicMs / bucketMs) - firstBucket;
		const value = pick(sample);
		if (own !== bucket) {
			if (value !== undefined && own < bucket - 1 && isFollowedClosely(history, index)) {
				values.fill(value, Math.max(0, own + 1), Math.max(0, coveredFrom));
			}

			bucket = own;
			sum = 0;
			weight = 0;
		}

		coveredFrom = own;
		if (sample.span) {
			coveredFrom = Math.floor((monotonicMs - sample.span.seconds * 1000) / bucketMs) - firstBucket;
			values.fill(value, Math.max(0, coveredFrom), Math.max(0, own));
		}

		if (value !== undefined && own >= 0) {
			const share = sampleSeconds(sample);
			sum += value * share;
			weight += share;
			values[own] = sum / weight;
		}
	}

	return values;
}

/** A distance may be so much longer than usual before it is a gap. */
const tolerance = 1.5;

/** So many equal distances in a row are a rhythm. */
const rhythm = 3;

/**
Whether the next sample comes as soon after this one as is usual: by the interval it was measured at or, where not every
measurement was kept, as in what was exported once a minute, by the distances right before and after.
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
		for (let near = index + step; alike < rhythm; near += step) {
			const nearMs = distanceAfter(history, near);
			if (nearMs === undefined || distanceMs > nearMs * tolerance) {
				break;
			}

			alike += 1;
		}
	}

	return alike >= rhythm;
}

function distanceAfter(history: History, index: number): number | undefined {
	const sample = index < 0 ? undefined : history.at(index);
	const next = history.at(index + 1);
	return sample && next && next.snapshot.monotonicMs - sample.snapshot.monotonicMs;
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
export function niceCeiling(value: number, min: number): number {
	const target = Math.max(value, min);
	const magnitude = 10 ** Math.floor(Math.log10(target));
	const step = [1, 2, 5, 10].find(factor => factor * magnitude >= target) ?? 10;
	return step * magnitude;
}
