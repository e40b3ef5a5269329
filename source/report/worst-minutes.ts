/** A minute of a recording, by the mean of a metric in it. */
export type Minute = {
	/** Epoch milliseconds of its beginning. */
	readonly startMs: number;
	readonly mean: number;
};

export type WorstMinutes = {
	add(timestampMs: number, value: number): void;
	/** Highest mean first. */
	minutes(): readonly Minute[];
};

const minuteMs = 60_000;

/** The `count` minutes with the highest means. Samples are expected in order of time. */
export function createWorstMinutes(count: number): WorstMinutes {
	let worst: readonly Minute[] = [];
	let current: {readonly startMs: number; sum: number; members: number} | undefined;

	const ranked = (): readonly Minute[] =>
		(current ? [...worst, {startMs: current.startMs, mean: current.sum / current.members}] : [...worst])
			.sort((left, right) => right.mean - left.mean)
			.slice(0, count);

	return {
		add(timestampMs, value) {
			const startMs = Math.floor(timestampMs / minuteMs) * minuteMs;
			if (current?.startMs !== startMs) {
				worst = ranked();
				current = {startMs, sum: 0, members: 0};
			}

			current.sum += value;
			current.members += 1;
		},
		minutes: ranked,
	};
}
