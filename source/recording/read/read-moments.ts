import {isMissing} from '../../support/system-error.js';
import {type Moment, timeOf} from './moment.js';
import type {RawRecord} from './record-splitter.js';
import type {RecordingFile} from './recording-file.js';
import {seek} from './seek.js';

/** A file and when it begins. */
export type TimedFile = {readonly file: RecordingFile; readonly startMs: number};

/**
The measurements from the last one at or before `fromMs`, or else from the first, to the end of the last file. `files` are
in order of time. What cannot be read is passed over and told to `onDamage`.
*/
export async function* readMoments(
	files: readonly TimedFile[],
	fromMs: number,
	onDamage: (place: string) => void,
): AsyncGenerator<Moment> {
	const firstIndex = Math.max(
		0,
		files.findLastIndex(({startMs}) => startMs <= fromMs),
	);
	let before: Moment | undefined;
	let isThere = false;
	for (const [index, {file}] of files.slice(firstIndex).entries()) {
		for await (const moment of momentsOf(file, index === 0 ? fromMs : undefined, onDamage)) {
			isThere ||= moment.timestampMs > fromMs;
			if (!isThere) {
				before = moment;
				continue;
			}

			if (before) {
				yield before;
				before = undefined;
			}

			yield moment;
		}
	}

	if (before) {
		yield before;
	}
}

async function* momentsOf(
	file: RecordingFile,
	fromMs: number | undefined,
	onDamage: (place: string) => void,
): AsyncGenerator<Moment> {
	try {
		const offset = fromMs === undefined ? 0 : await seek(file, fromMs);
		for await (const records of file.records(offset)) {
			for (const record of records) {
				const moment = momentOf(record, file.path, onDamage);
				if (moment) {
					yield moment;
				}
			}
		}
	} catch (error) {
		// Old files are deleted, to keep a recording within its bounds.
		if (!isMissing(error)) {
			throw error;
		}

		onDamage(file.path);
	}
}

function momentOf({text, offset}: RawRecord, file: string, onDamage: (place: string) => void): Moment | undefined {
	const place = `${file}:${offset}`;
	try {
		if (text !== undefined) {
			const timestampMs = timeOf(text);
			return timestampMs === undefined ? undefined : {timestampMs, text, place};
		}
	} catch {
		// As if there were no text.
	}

	onDamage(place);
	return undefined;
}
