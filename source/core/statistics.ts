/** Statistics of a series of numbers over a window. */
export type Statistics = {
	/** Number of values; gaps are not counted. */
	readonly count: number;
	readonly last: number;
	readonly min: number;
	readonly mean: number;
	readonly p95: number;
	readonly max: number;
};

/**
Returns minimum, mean, 95th percentile and maximum of numbers, such as one metric over a history. Absent values are
ignored. Returns `undefined` when there is no value.
*/
export function statistics(values: Iterable<number | undefined>): Statistics | undefined {
	const present: number[] = [];
	let sum = 0;
	for (const value of values) {
		if (value !== undefined) {
			present.push(value);
			sum += value;
		}
	}

	const last = present.at(-1);
	if (last === undefined) {
		return undefined;
	}

	const sorted = Float64Array.from(present).sort();
	return {
		count: sorted.length,
		last,
		min: sorted[0] ?? last,
		mean: sum / sorted.length,
		p95: percentile(sorted, 0.95),
		max: sorted.at(-1) ?? last,
	};
}

/**
Returns a percentile by linear interpolation between the closest ranks (R-7, the default of numpy and Excel). `sorted`
is ascending and not empty.
*/
function percentile(sorted: Float64Array, share: number): number {
	const rank = (sorted.length - 1) * share;
	const below = sorted[Math.floor(rank)] ?? Number.NaN;
	const above = sorted[Math.ceil(rank)] ?? below;
	return below + (above - below) * (rank - Math.floor(rank));
}
