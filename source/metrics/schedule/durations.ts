/** Percentiles of the latest durations. */
export type DurationSpread = {
	/** Median. */
	readonly p50Ms: number;
	/** 95th percentile. */
	readonly p95Ms: number;
	readonly maxMs: number;
};

/** Number of durations kept. */
const capacity = 128;

/** A buffer of the latest durations. */
export type Durations = {
	add(durationMs: number): void;
	/** Returns the percentiles. `undefined` before the first duration. */
	spread(): DurationSpread | undefined;
};

/** Returns an empty buffer. */
export function createDurations(): Durations {
	const ring = new Float64Array(capacity);
	let count = 0;

	return {
		add(durationMs) {
			ring[count % capacity] = durationMs;
			count += 1;
		},
		spread() {
			const sorted = ring.slice(0, Math.min(count, capacity)).sort();
			const maxMs = sorted.at(-1);
			return maxMs === undefined
				? undefined
				: {p50Ms: atShare(sorted, 0.5) ?? maxMs, p95Ms: atShare(sorted, 0.95) ?? maxMs, maxMs};
		},
	};
}

/** Returns the smallest duration that at least this share of all do not exceed. */
function atShare(sorted: Float64Array, share: number): number | undefined {
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
