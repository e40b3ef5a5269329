/** A minute of a recording with the mean of a metric. */
export type MinuteMean = {
	/** Start of the minute, in epoch milliseconds. */
	readonly startMs: number;
	readonly mean: number;
};

/** A list of the minutes with the highest means. */
export type WorstMinutes = {
	/** Adds a value for a period, in epoch milliseconds. */
	add(startMs: number, endMs: number, value: number): void;
	/** Returns the minutes, highest mean first. */
	minutes(): readonly MinuteMean[];
};

const minuteMs = 60_000;

/** Returns an empty list of the `count` minutes with the highest means. Values must be added in order of time. */
export function createWorstMinutes(count: number): WorstMinutes {
	let worst: readonly MinuteMean[] = [];
	let current: {readonly startMs: number; sum: number; weight: number} | undefined;

	const ranked = (): readonly MinuteMean[] =>
		(current ? [...worst, {startMs: current.startMs, mean: current.sum / current.weight}] : [...worst])
			.sort((left, right) => right.mean - left.mean)
			.slice(0, count);

	const addTo = (minute: number, value: number, weight: number): void => {
		const startMs = minute * minuteMs;
		if (current?.startMs !== startMs) {
			worst = ranked();
			current = {startMs, sum: 0, weight: 0};
		}

		current.sum += value * weight;
		current.weight += weight;
	};

	return {
		add(startMs, endMs, value) {
			// A completed minute does not change, unless the clock was set back.
			const fromMs = current && endMs > current.startMs ? Math.max(startMs, current.startMs) : startMs;
			const first = Math.floor(fromMs / minuteMs);
			const last = Math.ceil(endMs / minuteMs) - 1;
			for (const minute of someMinutes(first, last, count)) {
				const beginMs = minute * minuteMs;
				addTo(minute, value, Math.min(endMs, beginMs + minuteMs) - Math.max(fromMs, beginMs));
			}
		},
		minutes: ranked,
	};
}

/** Returns the minutes of a period. Of many minutes with the same value, at most `count` whole ones are needed. */
function someMinutes(first: number, last: number, count: number): readonly number[] {
	const whole = Math.min(count, last - first - 1);
	return [first, ...Array.from({length: Math.max(0, whole)}, (_, index) => first + 1 + index), last].filter(
		(minute, index, minutes) => minute !== minutes[index - 1],
	);
}
