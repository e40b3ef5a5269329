import type {Sample} from './sample.js';

/** The limits of a history. */
export type HistoryLimits = {
	/** Maximum number of samples. */
	readonly samples: number;
	/** Maximum age of the oldest sample, in seconds. */
	readonly seconds: number;
};

/** The default limits of a history. */
export const defaultHistory: HistoryLimits = {samples: 1000, seconds: 3600};

/**
The latest samples, oldest first, bounded by number and age. An immutable value: `append` returns a new history.
*/
export type History = {
	readonly length: number;
	readonly limits: HistoryLimits;
	/** Returns the sample at an index. Negative indices count from the newest. */
	at(index: number): Sample | undefined;
	/** Returns the newest `count` samples, oldest first. */
	last(count: number): readonly Sample[];
	/** Returns the samples of the last `seconds` before the newest sample, oldest first. */
	since(seconds: number): readonly Sample[];
	/** Returns the history without the newest `count` samples. */
	before(count: number): History;
	append(sample: Sample): History;
	[Symbol.iterator](): IterableIterator<Sample>;
};

/** Returns an empty history. */
export function createHistory(limits: HistoryLimits): History {
	return view([], 0, 0, limits);
}

/**
Returns a history over a part of an array. All versions share one array that only grows. When it has twice the maximum
number of samples, the current part is copied to a new array, so that the cost of appending does not depend on the
length.
*/
function view(shared: Sample[], start: number, end: number, limits: HistoryLimits): History {
	const length = end - start;

	return {
		length,
		limits,
		at(index) {
			const position = index < 0 ? end + index : start + index;
			return position < start || position >= end ? undefined : shared[position];
		},
		last: count => shared.slice(Math.max(start, end - Math.max(0, count)), end),
		since(seconds) {
			const newest = shared[end - 1];
			if (length === 0 || !newest) {
				return [];
			}

			return shared.slice(firstSince(shared, start, end, newest.snapshot.monotonicMs - seconds * 1000), end);
		},
		before: count => view(shared, start, Math.max(start, end - Math.max(0, count)), limits),
		append(sample) {
			// Only the newest version may grow the shared array; an older one branches off on a copy.
			const own = end === shared.length ? shared : shared.slice(start, end);
			const offset = own === shared ? start : 0;
			own.push(sample);
			const oldestMs = sample.snapshot.monotonicMs - limits.seconds * 1000;
			const first = Math.max(firstSince(own, offset, own.length, oldestMs), own.length - limits.samples);
			return first > limits.samples
				? view(own.slice(first), 0, own.length - first, limits)
				: view(own, first, own.length, limits);
		},
		*[Symbol.iterator]() {
			for (let index = start; index < end; index++) {
				const sample = shared[index];
				if (sample) {
					yield sample;
				}
			}
		},
	};
}

/** Returns the index of the first sample in `[start, end)` taken at or after `monotonicMs`, by bisection. */
function firstSince(samples: readonly Sample[], start: number, end: number, monotonicMs: number): number {
	let low = start;
	let high = end;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if ((samples[middle]?.snapshot.monotonicMs ?? 0) < monotonicMs) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
