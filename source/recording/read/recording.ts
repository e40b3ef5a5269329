import type {Sample} from '../../core/sample.js';
import {createDamageCount} from './damage-count.js';
import {listFiles} from './list-files.js';
import {type Moment, sampleOf} from './moment.js';
import {readMoments, type TimedFile} from './read-moments.js';
import {firstFrom} from './seek.js';

/** A recording, in one or several files. It is not kept in memory. */
export type Recording = {
	/** Time of the first sample, in epoch milliseconds. */
	readonly startMs: number;
	/** The time of the last measurement, in epoch milliseconds. */
	readonly endMs: number;
	/** Typical time between samples, determined from the first ones. 0 when there is only one sample. */
	readonly intervalMs: number;
	/**
	Yields the samples in order, from the last one at or before `fromMs` (epoch milliseconds). @default from the first one
	*/
	samples(fromMs?: number): AsyncGenerator<Sample>;
	/** Yields the same samples unparsed. */
	moments(fromMs: number): AsyncGenerator<Moment>;
	/** Parses a sample. Returns `undefined` when it is damaged. */
	sampleOf(moment: Moment): Sample | undefined;
	/** Returns the number of damaged places found so far. */
	damagedLines(): number;
};

/**
Opens an exported file, the output of `--json`, or a directory of exported files. Rejects with an error that names the
path when it contains no samples. Samples written later are not part of the recording.
*/
export async function openRecording(place: string): Promise<Recording> {
	const files = await inOrderOfTime(place);
	const [first] = files;
	if (!first) {
		throw new Error(`${place} contains no samples; --export DIR creates a recording`);
	}

	const damages = createDamageCount();
	const moments = (fromMs: number): AsyncGenerator<Moment> => readMoments(files, fromMs, damages.found);
	const readMoment = (moment: Moment): Sample | undefined => {
		try {
			return sampleOf(moment);
		} catch {
			damages.found(moment.place);
			return undefined;
		}
	};
	return {
		startMs: first.startMs,
		endMs: await endOf(moments(Number.POSITIVE_INFINITY), first.startMs),
		intervalMs: await typicalDistance(moments(first.startMs)),
		async *samples(fromMs = first.startMs) {
			for await (const moment of moments(fromMs)) {
				const sample = readMoment(moment);
				if (sample) {
					yield sample;
				}
			}
		},
		moments,
		sampleOf: readMoment,
		damagedLines: damages.count,
	};
}

/**
Returns the files ordered by their content, because names only have days and the clock may have been set. Files without
a sample are omitted.
*/
async function inOrderOfTime(place: string): Promise<readonly TimedFile[]> {
	const files: TimedFile[] = [];
	for (const file of await listFiles(place)) {
		const first = await firstFrom(file, 0);
		if (first) {
			files.push({file, startMs: first.timestampMs});
		}
	}

	return files.sort((left, right) => left.startMs - right.startMs);
}

async function endOf(lastMoments: AsyncIterable<Moment>, startMs: number): Promise<number> {
	let endMs = startMs;
	for await (const {timestampMs} of lastMoments) {
		endMs = Math.max(endMs, timestampMs);
	}

	return endMs;
}

/** Number of intervals from which the typical one is determined. */
const examinedDistances = 20;

/** Returns the median, which is not affected by extra samples of alerts and by pauses. */
async function typicalDistance(moments: AsyncIterable<Moment>): Promise<number> {
	const distances: number[] = [];
	let previousMs: number | undefined;
	for await (const {timestampMs} of moments) {
		if (previousMs !== undefined) {
			distances.push(timestampMs - previousMs);
		}

		previousMs = timestampMs;
		if (distances.length === examinedDistances) {
			break;
		}
	}

	distances.sort((left, right) => left - right);
	return Math.max(0, distances[Math.floor(distances.length / 2)] ?? 0);
}
