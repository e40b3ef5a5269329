import type {Sample} from '../../core/sample.js';
import {createDamageCount} from './damage-count.js';
import {listFiles} from './list-files.js';
import {type Moment, sampleOf} from './moment.js';
import {readMoments, type TimedFile} from './read-moments.js';
import {firstFrom} from './seek.js';

/** A recording: one period of time in any number of files. It is not kept in memory. */
export type Recording = {
	/** The time of the first measurement, in epoch milliseconds. */
	readonly startMs: number;
	/** The time of the last measurement, in epoch milliseconds. */
	readonly endMs: number;
	/** The typical time between measurements, in milliseconds, derived from the first ones. 0 if there is only one. */
	readonly intervalMs: number;
	/** Iterates over the samples in order, beginning with the last one at or before `fromMs` (epoch milliseconds). @default from the first */
	samples(fromMs?: number): AsyncGenerator<Sample>;
	/** Iterates over the messages without decoding them. */
	moments(fromMs: number): AsyncGenerator<Moment>;
	/** Decodes the sample of a moment; `undefined` if it is damaged. */
	sampleOf(moment: Moment): Sample | undefined;
	/** Returns the number of damaged places found so far. */
	damagedLines(): number;
};

/**
Opens an exported file, a file written with `--json`, or a directory of exported files. Rejects with an error that contains `place` if
there is nothing to read. Data that is written later is not part of the recording.
*/
export async function openRecording(place: string): Promise<Recording> {
	const files = await inOrderOfTime(place);
	const [first] = files;
	if (!first) {
		throw new Error(`${place} holds no measurement; --export DIR records some`);
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
		intervalMs: await usualDistance(moments(first.startMs)),
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

/** By what is in the files: names tell days, and the clock may have been set. Files without a measurement are left out. */
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

/** How many distances the usual one is judged by. */
const judgedDistances = 20;

/** The median: a measurement that an alert called for, or a pause, does not count. */
async function usualDistance(moments: AsyncIterable<Moment>): Promise<number> {
	const distances: number[] = [];
	let previousMs: number | undefined;
	for await (const {timestampMs} of moments) {
		if (previousMs !== undefined) {
			distances.push(timestampMs - previousMs);
		}

		previousMs = timestampMs;
		if (distances.length === judgedDistances) {
			break;
		}
	}

	distances.sort((left, right) => left - right);
	return Math.max(0, distances[Math.floor(distances.length / 2)] ?? 0);
}
