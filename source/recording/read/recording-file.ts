import {compressedRecords} from './compressed-records.js';
import {plainRecords} from './plain-records.js';
import type {RawRecord} from './record-splitter.js';

/** A file of records that can be read from anywhere. */
export type RecordingFile = {
	readonly path: string;
	/** When it was opened: what is appended later is not seen. */
	readonly sizeBytes: number;
	/** From the first record that begins at or after `offset` to the end, in pieces. */
	records(offset: number): AsyncIterable<readonly RawRecord[]>;
};

export function recordingFile(path: string, sizeBytes: number): RecordingFile {
	const read = path.endsWith('.gz') ? compressedRecords : plainRecords;
	return {path, sizeBytes, records: offset => read(path, offset, sizeBytes)};
}
