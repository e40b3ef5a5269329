import type {Sample} from '../../core/sample.js';
import {createDamageCount} from './damage-count.js';
import {listFiles} from './list-files.js';
import {type Moment, sampleOf} from './moment.js';
import {readMoments, type TimedFile} from './read-moments.js';
import {firstFrom} from './seek.js';

/** What was recorded, as one stretch of time, in however many files. Nothing of it is kept in memory. */
export type Recording = {
	/** Epoch milliseconds of the first and of the last measurement. */
	readonly startMs: number;
	readonly endMs: number;
	/** The usual distance between measurements, judged by the first of them. 0 when there is but one. */
	readonly intervalMs: number;
	/** Its samples in order, from the last at or before `fromMs` (epoch milliseconds) on. @default from the first */
	samples(fromMs?: number): AsyncGenerator<Sample>;
	/** The same, unread: most are passed over. */
	moments(fromMs: number): AsyncGenerator<Moment>;
	/** `undefined` when the moment turns out to be damaged. */
	sampleOf(moment: Moment): Sample | undefined;
	/** How many damaged places were met so far. */
	damagedLines(): number;
};

/**
Opens a file that was exported, or piped from `--json`, or a directory of exported files. Rejects, with an error that names
the place, when there is nothing to be read. What is written after that is not part of the recording.
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
