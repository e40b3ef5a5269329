import type {Statistics} from './statistics.js';

/** A number with its duration and, if it is a mean, the extremes in that time. */
export type HeldNumber = {
	readonly value: number;
	/** Duration in seconds; greater than 0. */
	readonly seconds: number;
	readonly range?: readonly [lowest: number, highest: number] | undefined;
};

/**
Returns statistics of numbers weighted by their durations. With equal durations the results are those of `statistics`.
*/
export function statisticsOverTime(values: Iterable<HeldNumber | undefined>): Statistics | undefined {
	const present = [...values].filter(held => held !== undefined);
	const last = present.at(-1)?.value;
	if (last === undefined) {
		return undefined;
	}

	const sorted = present.toSorted((left, right) => left.value - right.value);
	const seconds = sorted.reduce((sum, held) => sum + held.seconds, 0);
	return {
		count: sorted.length,
		last,
		min: sorted.reduce((min, {value, range}) => Math.min(min, range?.[0] ?? value), last),
		mean: sorted.reduce((sum, held) => sum + held.value * held.seconds, 0) / seconds,
		p95: percentile(sorted, 0.95),
		max: sorted.reduce((max, {value, range}) => Math.max(max, range?.[1] ?? value), last),
	};
}

/**
Returns a percentile by linear interpolation between the midpoints of the durations. `sorted` is ascending and not
empty.
*/
function percentile(sorted: readonly HeldNumber[], share: number): number {
	const steps = sorted.slice(1).map(({seconds}, index) => ((sorted[index]?.seconds ?? 0) + seconds) / 2);
	let left = steps.reduce((sum, step) => sum + step, 0) * share;
	for (const [index, step] of steps.entries()) {
		const below = sorted[index]?.value ?? Number.NaN;
		const above = sorted[index + 1]?.value ?? below;
		if (left <= step) {
			return below + (above - below) * (left / step);
		}

		left -= step;
	}

	return sorted.at(-1)?.value ?? Number.NaN;
}
