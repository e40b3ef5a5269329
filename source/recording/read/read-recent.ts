import type {Sample} from '../../core/sample.js';
import {latestSamples} from './latest-samples.js';
import {openRecording} from './recording.js';

export type RecentOptions = {
	/** How far back, and how many at most. */
	readonly seconds: number;
	readonly samples: number;
	/** Epoch milliseconds. */
	nowMs(): number;
	/** The clock of the history that the samples are for. */
	monotonicMs(): number;
};

/**
The latest samples that were exported to a directory, oldest first, as if this process had taken them: their monotonic time
is what this process's clock would have shown. None when there is no directory or nothing in it that can be read.
*/
export async function readRecent(
	directory: string,
	{seconds, samples, nowMs, monotonicMs}: RecentOptions,
): Promise<readonly Sample[]> {
	const recording = await openRecording(directory).catch(() => undefined);
	if (!recording) {
		return [];
	}

	const now = nowMs();
	const aheadMs = monotonicMs() - now;
	const latest = await latestSamples(recording, now - seconds * 1000, now, samples);
	return latest
		.map(sample => onClock(sample, aheadMs))
		.sort((left, right) => left.snapshot.monotonicMs - right.snapshot.monotonicMs);
}

function onClock(sample: Sample, aheadMs: number): Sample {
	const {snapshot} = sample;
	return {...sample, snapshot: {...snapshot, monotonicMs: snapshot.timestampMs + aheadMs}};
}
