import {isMissing} from '../../support/system-error.js';
import {type Moment, timeOf} from './moment.js';
import type {RawRecord} from './record-splitter.js';
import type {RecordingFile} from './recording-file.js';
import {seek} from './seek.js';

/** A file with its start time. */
export type TimedFile = {readonly file: RecordingFile; readonly startMs: number};

/**
Yields the messages from the last one at or before `fromMs`, otherwise from the first one, to the end of the last file.
`files` are ordered by time. Unreadable parts are skipped and reported to `onDamage`.
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
		// Old files are deleted by the retention of a recording.
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
		// Handled like a missing text.
	}

	onDamage(place);
	return undefined;
}
