import {followSamples} from '../core/follow-samples.js';
import type {Sample} from '../core/sample.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';

export type PlainOutputOptions = {
	/** Turns a sample into text without a final line break. */
	readonly encode: (sample: Sample) => string;
	readonly write: (text: string) => void;
	/** At least so long from one line to the next. */
	readonly minIntervalMs: number;
	/** Stop after one sample that has all its values. */
	readonly isOnce: boolean;
	/** Whether the very first sample has its rates: that of a recording and of another machine has. */
	readonly hasRatesAtOnce: boolean;
	/** Called after the one sample. */
	readonly onDone: () => void;
};

/** How long `--once` waits for slow metrics; what is still missing then is shown as missing. */
const maxWaitMs = 3000;

/**
Writes a line for every sample, once, without a single escape code. The very first sample of this machine has no rates yet
and is left out. Returns the function that stops it.
*/
export function followPlainly(
	store: ReadonlyStore<MonitorState>,
	{encode, write, minIntervalMs, isOnce, hasRatesAtOnce, onDone}: PlainOutputOptions,
): () => void {
	let firstMs: number | undefined;
	let isDone = false;
	let writtenMs = Number.NEGATIVE_INFINITY;

	return followSamples(store, sample => {
		if (isDone) {
			return;
		}

		firstMs ??= sample.snapshot.monotonicMs;
		const waitedMs = sample.snapshot.monotonicMs - firstMs;
		const isPending = Object.values(sample.snapshot.readings).some(({state}) => state === 'pending');
		if (isOnce ? isPending && waitedMs < maxWaitMs : sample.sequence === 1 && !hasRatesAtOnce) {
			return;
		}

		if (sample.snapshot.monotonicMs - writtenMs < minIntervalMs) {
			return;
		}

		writtenMs = sample.snapshot.monotonicMs;
		write(`${encode(sample)}\n`);
		if (isOnce) {
			isDone = true;
			onDone();
		}
	});
}
