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
	/** Identity that `append` keeps: histories of one origin hold the same samples, apart from those at their ends. */
	readonly origin: object;
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
	return view({limits, origin: {}}, [], 0, 0);
}

/** How many samples a block holds. So many more than the limit are held at most. */
const blockLength = 64;

/**
Returns a history over a part of some blocks of samples. All blocks but the last are full. Versions share their blocks, of
which only the last grows, so that the cost of appending does not depend on the length; a block whose samples are all
outside the limits is let go of.
*/
function view(
	kept: Pick<History, 'limits' | 'origin'>,
	blocks: readonly Sample[][],
	start: number,
	end: number,
): History {
	const {limits} = kept;
	const length = end - start;
	const slice = (first: number): readonly Sample[] => {
		const samples: Sample[] = [];
		for (let position = first; position < end; position++) {
			samples.push(sampleAt(blocks, position));
		}

		return samples;
	};

	return {
		...kept,
		length,
		at(index) {
			const position = index < 0 ? end + index : start + index;
			return position < start || position >= end ? undefined : sampleAt(blocks, position);
		},
		last: count => slice(Math.max(start, end - Math.max(0, count))),
		since(seconds) {
			return length === 0
				? []
				: slice(firstSince(blocks, start, end, sampleAt(blocks, end - 1).snapshot.monotonicMs - seconds * 1000));
		},
		before: count => view({limits, origin: {}}, blocks, start, Math.max(start, end - Math.max(0, count))),
		append(sample) {
			const grown = appended(blocks, end, sample);
			const oldestMs = sample.snapshot.monotonicMs - limits.seconds * 1000;
			const first = Math.max(firstSince(grown, start, end + 1, oldestMs), end + 1 - limits.samples);
			const gone = first - (first % blockLength);
			return gone === 0
				? view(kept, grown, first, end + 1)
				: view(kept, grown.slice(gone / blockLength), first - gone, end + 1 - gone);
		},
		*[Symbol.iterator]() {
			yield* slice(start);
		},
	};
}

function sampleAt(blocks: readonly Sample[][], position: number): Sample {
	const sample = blocks[Math.floor(position / blockLength)]?.[position % blockLength];
	if (!sample) {
		throw new RangeError(`no sample at position ${position} of ${blocks.length} blocks`);
	}

	return sample;
}

/** Returns blocks that end at position `end`, followed by a sample. */
function appended(blocks: readonly Sample[][], end: number, sample: Sample): readonly Sample[][] {
	const full = Math.floor(end / blockLength);
	const last = blocks[full];
	// Only the newest version may grow the last block; an older one branches off on a copy.
	if (last?.length === end % blockLength && full === blocks.length - 1) {
		last.push(sample);
		return blocks;
	}

	return [...blocks.slice(0, full), [...(last?.slice(0, end % blockLength) ?? []), sample]];
}

/** Returns the index of the first sample in `[start, end)` taken at or after `monotonicMs`, by bisection. */
function firstSince(blocks: readonly Sample[][], start: number, end: number, monotonicMs: number): number {
	let low = start;
	let high = end;
	while (low < high) {
		const middle = (low + high) >>> 1;
		if (sampleAt(blocks, middle).snapshot.monotonicMs < monotonicMs) {
			low = middle + 1;
		} else {
			high = middle;
		}
	}

	return low;
}
