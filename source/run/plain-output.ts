import {followSamples} from '../core/follow-samples.js';
import type {Sample} from '../core/sample.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';

export type PlainOutputOptions = {
	/** Converts a sample to text without a final line break. */
	readonly encode: (sample: Sample) => string;
	readonly write: (text: string) => void;
	/** Minimum time between two lines. */
	readonly minIntervalMs: number;
	/** Whether to stop after one sample that has all its values. */
	readonly isOnce: boolean;
	/** Whether the first sample has rates, as in a recording or from a remote machine. */
	readonly hasRatesAtOnce: boolean;
	/** Called after the sample of `isOnce`. */
	readonly onDone: () => void;
};

/** Maximum time that `--once` waits for slow metrics. Values that are missing then are shown as missing. */
const maxWaitMs = 3000;

/**
Writes one line per sample, without escape codes. The first sample of this machine has no rates and is skipped. Returns the
function that stops it.
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
