import {timeOf} from './moment.js';
import type {RecordingFile} from './recording-file.js';

/** Size of the range in which the search ends, and which is read sequentially. */
const closeEnoughBytes = 64 * 1024;

/**
Returns the position in a file from which to read in order to find the last record at or before `timestampMs`. It uses
bisection: a dozen short reads for any file size, and no index.

The records are assumed to be in order of time. If the clock was set back in between, another position in the file is
found.
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

/** Returns the first readable record that begins at or after `offset`. */
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
