import {compressedRecords} from './compressed-records.js';
import {filePieces} from './file-pieces.js';
import {createRecordSplitter, type RawRecord} from './record-splitter.js';

/** A file of records that can be read from any position. */
export type RecordingFile = {
	readonly path: string;
	/** Size when it was opened; later additions are not read. */
	readonly sizeBytes: number;
	/** Yields the records from the first one that begins at or after `offset`, in pieces. */
	records(offset: number): AsyncIterable<readonly RawRecord[]>;
};

/** Returns a file of records. */
export function recordingFile(path: string, sizeBytes: number): RecordingFile {
	const read = path.endsWith('.gz') ? compressedRecords : plainRecords;
	return {path, sizeBytes, records: offset => read(path, offset, sizeBytes)};
}

/** Yields the records of an uncompressed file. */
async function* plainRecords(path: string, offset: number, sizeBytes: number): AsyncGenerator<readonly RawRecord[]> {
	const splitter = createRecordSplitter(offset > 0);
	// The preceding byte shows whether a record begins exactly at `offset`.
	for await (const piece of filePieces(path, Math.max(0, offset - 1), sizeBytes)) {
		yield splitter.push(piece.bytes, piece.offset);
	}

	yield splitter.end();
}
