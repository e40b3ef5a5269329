import {timeOf} from './moment.js';
import type {RecordingFile} from './recording-file.js';

/** What is left to read one by one when the place is known this closely. */
const closeEnoughBytes = 64 * 1024;

/**
Where to begin reading a file to meet the last record at or before `timestampMs`. By bisection of the file's bytes: a dozen
short reads, however long the file is, and no index to keep.

The records are taken to be in order of time. Where the clock was set back in between, another place is found, which is
still in the file.
*/
export async function seek(file: RecordingFile, timestampMs: number): Promise<number> {
	let low = 0;
	let high = file.sizeBytes;
	while (high - low > closeEnoughBytes) {
		const middle = Math.floor((low + high) / 2);
		const first = await firstFrom(file, middle);
		if (first === undefined || first.offset >= high || first.timestampMs > timestampMs) {
			high = middle;
		} else {
			low = first.offset;
		}
	}

	return low;
}

/** The first record that begins at or after `offset` and can be read. */
export async function firstFrom(
	file: RecordingFile,
	offset: number,
): Promise<{readonly offset: number; readonly timestampMs: number} | undefined> {
	for await (const records of file.records(offset)) {
		for (const record of records) {
			const timestampMs = knownTime(record.text);
			if (timestampMs !== undefined) {
				return {offset: record.offset, timestampMs};
			}
		}
	}

	return undefined;
}

function knownTime(text: string | undefined): number | undefined {
	try {
		return text === undefined ? undefined : timeOf(text);
	} catch {
		return undefined;
	}
}
