import type {Snapshot} from '../metrics/snapshot.js';

/** The values of a number over a window of time. */
export type Window = {
	readonly mean: number;
	readonly min: number;
	readonly max: number;
	/** Growth of a counter. A decrease is not counted: the counter began again. */
	readonly increase: number;
	/** Time between the first and the last value, in seconds. */
	readonly seconds: number;
};

/** Length of the windows in seconds. Both must agree for a critical finding. */
export const shortSeconds = 10;
export const longSeconds = 60;

/** Minimum share of snapshots with a value; with less, the window says nothing. */
const minCoverage = 0.5;

/** Minimum number of values: one sample proves nothing. */
const minValues = 3;

/**
Returns the values of a number over the last `seconds` before the newest snapshot. `undefined` when too few snapshots have
it. Snapshots are in order, the oldest first.
*/
export function windowOf(
	snapshots: readonly Snapshot[],
	seconds: number,
	pick: (snapshot: Snapshot) => number | undefined,
): Window | undefined {
	const newestMs = snapshots.at(-1)?.monotonicMs ?? 0;
	let sum = 0;
	let values = 0;
	let missing = 0;
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;
	let increase = 0;
	let later: number | undefined;
	let firstMs = newestMs;
	let lastMs = newestMs;
	for (let index = snapshots.length - 1; index >= 0; index--) {
		const snapshot = snapshots[index];
		if (!snapshot || snapshot.monotonicMs < newestMs - seconds * 1000) {
			break;
		}

		const value = pick(snapshot);
		if (value === undefined) {
			missing += 1;
			continue;
		}

		lastMs = values === 0 ? snapshot.monotonicMs : lastMs;
		firstMs = snapshot.monotonicMs;
		sum += value;
		values += 1;
		min = Math.min(min, value);
		max = Math.max(max, value);
		increase += Math.max(0, (later ?? value) - value);
		later = value;
	}

	// The first snapshot of a run has no rates.
	const isCovered = values >= minValues && values >= (values + missing - 1) * minCoverage;
	return isCovered ? {mean: sum / values, min, max, increase, seconds: (lastMs - firstMs) / 1000} : undefined;
}
