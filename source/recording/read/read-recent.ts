import type {Sample} from '../../core/sample.js';
import {latestSamples} from './latest-samples.js';
import {openRecording} from './recording.js';

/** The options of `readRecent`. */
export type RecentOptions = {
	/** Maximum age of samples in seconds. */
	readonly seconds: number;
	readonly samples: number;
	/** Returns the current time in epoch milliseconds. */
	nowMs(): number;
	/** Returns the monotonic time of the history that the samples are for. */
	monotonicMs(): number;
};

/**
Returns the latest samples in an export directory, oldest first. Their monotonic times are converted to the clock of
this process. Empty when the directory does not exist or contains nothing readable.
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
