/** How long something takes, by the latest times it was done. */
export type DurationSpread = {
	/** Half of them took no longer. */
	readonly p50Ms: number;
	/** 95 % of them took no longer. */
	readonly p95Ms: number;
	readonly maxMs: number;
};

/** Remembers so many of the latest. */
const capacity = 128;

export type Durations = {
	add(durationMs: number): void;
	/** `undefined` before the first. */
	spread(): DurationSpread | undefined;
};

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

/** The smallest that this share does not exceed. */
function atShare(sorted: Float64Array, share: number): number | undefined {
	return sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)];
}
