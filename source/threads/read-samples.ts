import {Buffer} from 'node:buffer';
import type {Sample} from '../core/sample.js';
import {parseMonitoringData} from '../protocol/messages/parse-monitoring-data.js';
import {type Edition, openSubscriber} from './double-buffer.js';

/** Reads what another thread measures. It holds nothing open: a thread that is done with it, or is terminated, just leaves. */
export type SampleReader = {
	/** The latest, decoded when it is asked for, and the same object until there is another. `undefined` before the first. */
	latest(): Sample | undefined;
	/**
	The latest, if there is one, then each new one. Who is slow misses those in between: `sequence` counts without gaps and
	tells how many. Ends when the monitor's thread shares no more, or when `signal` aborts.

	A thread in which it waits stays alive. A monitor whose thread is terminated says nothing any more: abort when that
	thread's `exit` tells you so.
	*/
	samples(signal?: AbortSignal): AsyncIterable<Sample>;
	/** Whether nothing else will come. The latest stays. */
	hasEnded(): boolean;
};

/** A timer that is never due: waiting for another thread alone does not keep a thread alive. */
const maxTimerMs = 2 ** 31 - 1;

/**
Reads the samples that `shareSamples` shares, in any thread, the one that measures included.

@throws TypeError when `memory` is not what `shareSamples` gave.
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
				let told = 0;
				while (!signal?.aborted) {
					// Before the latest: what is the last is still told.
					const hasEnded = subscriber.hasEnded();
					const sample = latest();
					if (kept && sample && kept.number !== told) {
						told = kept.number;
						yield sample;
					} else if (hasEnded) {
						return;
					} else {
						await changeSince(told);
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
