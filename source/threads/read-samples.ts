import {Buffer} from 'node:buffer';
import type {Sample} from '../core/sample.js';
import {parseMonitoringData} from '../protocol/messages/parse-monitoring-data.js';
import {type Edition, openSubscriber} from './double-buffer.js';

/** A reader of the samples of another thread. It holds no resources, so it need not be closed. */
export type SampleReader = {
	/**
	Returns the latest sample; `undefined` before the first. It is decoded on demand, and the same object until there is
	another.
	*/
	latest(): Sample | undefined;
	/**
	Iterates over the latest sample and each new one. A slow reader misses samples; a gap in `sequence` shows how many. The
	iteration ends when the monitor stops sharing, or when `signal` aborts.

	The iteration keeps its thread alive. It does not end if the thread of the monitor is terminated: abort `signal` on the
	`exit` event of that thread.
	*/
	samples(signal?: AbortSignal): AsyncIterable<Sample>;
	/** Returns whether the monitor has stopped sharing. The latest sample stays available. */
	hasEnded(): boolean;
};

/** The interval of a timer that keeps the thread alive: `Atomics.waitAsync` does not. */
const maxTimerMs = 2 ** 31 - 1;

/**
Returns a reader for the samples of `shareSamples`. It works in any thread, including the one of the monitor.

@throws TypeError if `memory` is not the memory of `shareSamples`.
*/
export function readSamples(memory: SharedArrayBuffer): SampleReader {
	const subscriber = openSubscriber(memory);
	let kept: {readonly number: number; readonly sample: Sample} | undefined;

	const latest = (): Sample | undefined => {
		if (kept?.number !== subscriber.latest()) {
			const edition = subscriber.read();
			kept = edition && {number: edition.number, sample: sampleOf(edition)};
		}

		return kept?.sample;
	};

	const changeSince = async (number: number): Promise<void> => {
		const alive = setInterval(() => undefined, maxTimerMs);
		try {
			await subscriber.changeSince(number);
		} finally {
			clearInterval(alive);
		}
	};

	return {
		latest,
		async *samples(signal) {
			signal?.addEventListener('abort', subscriber.wake);
			try {
				let yielded = 0;
				while (!signal?.aborted) {
					// Read before the latest sample, so that the last one is not missed.
					const hasEnded = subscriber.hasEnded();
					const sample = latest();
					if (kept && sample && kept.number !== yielded) {
						yielded = kept.number;
						yield sample;
					} else if (hasEnded) {
						return;
					} else {
						await changeSince(yielded);
					}
				}
			} finally {
				signal?.removeEventListener('abort', subscriber.wake);
			}
		},
		hasEnded: subscriber.hasEnded,
	};
}

function sampleOf({bytes}: Edition): Sample {
	return parseMonitoringData(JSON.parse(Buffer.from(bytes.buffer, 0, bytes.length).toString()));
}
