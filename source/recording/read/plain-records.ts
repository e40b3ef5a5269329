import {filePieces} from './file-pieces.js';
import {createRecordSplitter, type RawRecord} from './record-splitter.js';

/** The records of a file that is not compressed. */
export async function* plainRecords(
	path: string,
	offset: number,
	sizeBytes: number,
): AsyncGenerator<readonly RawRecord[]> {
	const splitter = createRecordSplitter(offset > 0);
	// With the byte before, a record that begins exactly at `offset` is seen to begin a line.
	for await (const piece of filePieces(path, Math.max(0, offset - 1), sizeBytes)) {
		yield splitter.push(piece.bytes, piece.offset);
	}

	yield splitter.end();
}
