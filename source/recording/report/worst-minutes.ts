/** A minute of a recording with the mean of a metric. */
export type MinuteMean = {
	/** The beginning of the minute, in epoch milliseconds. */
	readonly startMs: number;
	readonly mean: number;
};

export type WorstMinutes = {
	/** A value that holds for a time, as epoch milliseconds. */
	add(startMs: number, endMs: number, value: number): void;
	/** Highest mean first. */
	minutes(): readonly MinuteMean[];
};

const minuteMs = 60_000;

/** The `count` minutes with the highest means over time. Values are expected in order of time. */
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
			// A minute that is over stays over, unless the clock was set back.
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

/** Of many minutes with the same value, more than `count` whole ones make no difference. */
function someMinutes(first: number, last: number, count: number): readonly number[] {
	const whole = Math.min(count, last - first - 1);
	return [first, ...Array.from({length: Math.max(0, whole)}, (_, index) => first + 1 + index), last].filter(
		(minute, index, minutes) => minute !== minutes[index - 1],
	);
}
