import {compressedRecords} from './compressed-records.js';
import {filePieces} from './file-pieces.js';
import {createRecordSplitter, type RawRecord} from './record-splitter.js';

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

/** The records of a file that is not compressed. */
async function* plainRecords(path: string, offset: number, sizeBytes: number): AsyncGenerator<readonly RawRecord[]> {
	const splitter = createRecordSplitter(offset > 0);
	// With the byte before, a record that begins exactly at `offset` is seen to begin a line.
	for await (const piece of filePieces(path, Math.max(0, offset - 1), sizeBytes)) {
		yield splitter.push(piece.bytes, piece.offset);
	}

	yield splitter.end();
}
