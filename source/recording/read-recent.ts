import type {Sample} from '../sample.js';
import type {Moment} from './moment.js';
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
	const oldestMs = now - seconds * 1000;
	const latest: Moment[] = [];
	for await (const moment of recording.moments(oldestMs)) {
		if (moment.timestampMs >= oldestMs && moment.timestampMs <= now) {
			latest.push(moment);
			if (latest.length > samples) {
				latest.shift();
			}
		}
	}

	const aheadMs = monotonicMs() - nowMs();
	return latest
		.map(moment => recording.sampleOf(moment))
		.filter(sample => sample !== undefined)
		.map(sample => onClock(sample, aheadMs))
		.sort((left, right) => left.snapshot.monotonicMs - right.snapshot.monotonicMs);
}

function onClock(sample: Sample, aheadMs: number): Sample {
	const {snapshot} = sample;
	return {...sample, snapshot: {...snapshot, monotonicMs: snapshot.timestampMs + aheadMs}};
}
