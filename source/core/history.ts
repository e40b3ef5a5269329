import type {Sample} from './sample.js';

/** How much a history keeps. */
export type HistoryLimits = {
	/** How many samples are kept. */
	readonly samples: number;
	/** How old, in seconds, the oldest may be. */
	readonly seconds: number;
};

/** What is kept when nobody says otherwise. */
export const usualHistory: HistoryLimits = {samples: 1000, seconds: 3600};

/**
The latest samples, oldest first, bounded by number and by age. A value: appending gives a new history and leaves the
old one as it was.
*/
export type History = {
	readonly length: number;
	readonly limits: HistoryLimits;
	/** Negative indices count from the newest. */
	at(index: number): Sample | undefined;
	/** The newest `count`, oldest first. */
	last(count: number): readonly Sample[];
	/** Those not older than `seconds` before the newest, oldest first. */
	since(seconds: number): readonly Sample[];
	/** What it was before the newest `count` were appended. */
	before(count: number): History;
	append(sample: Sample): History;
	[Symbol.iterator](): IterableIterator<Sample>;
};

export function createHistory(limits: HistoryLimits): History {
	return view([], 0, 0, limits);
}

/**
All versions share one array that only grows; each sees its own stretch of it. When twice the limit has gathered, the
living part moves to a new array. So appending costs the same however long the history is.
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

/** Index of the first sample in `[start, end)` taken at or after `monotonicMs`, by bisection. */
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
