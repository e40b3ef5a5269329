import {Buffer} from 'node:buffer';

/** A JSON object in a file. `text` is `undefined` for a damaged part. */
export type RawRecord = {
	/** Position from which it can be read again. */
	readonly offset: number;
	readonly text: string | undefined;
};

/** A parser that splits a stream into records. */
export type RecordSplitter = {
	/** Adds the bytes at `offset`. Returns the records that they complete. */
	push(bytes: Buffer, offset: number): readonly RawRecord[];
	/** Returns the remaining records at the end of the stream. */
	end(): readonly RawRecord[];
};

/** Maximum size, larger than any record. */
const maxRecordBytes = 16 * 2 ** 20;

const lineFeed = 0x0a;

/**
Returns a splitter of a stream of JSON objects. An object is a line that begins with a brace, or the lines from a single
`{` to a single `}`. Damage does not affect the following records.

With `isInside`, the stream begins inside a record, which is skipped and does not count as damage.
*/
export function createRecordSplitter(isInside = false): RecordSplitter {
	let isSearching = isInside;
	let isDamaged = false;
	let line: Buffer[] = [];
	let lineOffset = 0;
	let lineBytes = 0;
	let record: string[] = [];
	let recordOffset = 0;
	let recordBytes = 0;
	let found: RawRecord[] = [];

	/** Records damage. Consecutive damaged lines count once. */
	const damage = (offset: number): void => {
		record = [];
		if (!isDamaged && !isSearching) {
			isDamaged = true;
			found.push({offset, text: undefined});
		}
	};

	const complete = (offset: number, text: string): void => {
		record = [];
		isDamaged = false;
		found.push({offset, text});
	};

	const takeLine = (text: string, offset: number): void => {
		if (text === '' && record.length === 0) {
			return;
		}

		if (text.startsWith('{')) {
			if (record.length > 0) {
				damage(recordOffset);
			}

			isSearching = false;
			if (text === '{') {
				record = [text];
				recordOffset = offset;
				recordBytes = 0;
			} else {
				complete(offset, text);
			}
		} else if (record.length === 0) {
			damage(offset);
		} else {
			record.push(text);
			recordBytes += text.length;
			if (text === '}') {
				complete(recordOffset, record.join('\n'));
			} else if (!/^\s/.test(text) || recordBytes > maxRecordBytes) {
				damage(recordOffset);
			}
		}
	};

	const endLine = (): void => {
		const text = lineBytes > maxRecordBytes ? '?' : Buffer.concat(line).toString('utf8');
		line = [];
		lineBytes = 0;
		takeLine(text.endsWith('\r') ? text.slice(0, -1) : text, lineOffset);
	};

	const addToLine = (part: Buffer, offset: number): void => {
		if (lineBytes === 0) {
			lineOffset = offset;
		}

		lineBytes += part.length;
		line = lineBytes > maxRecordBytes ? [] : [...line, part];
	};

	const take = (): readonly RawRecord[] => {
		const records = found;
		found = [];
		return records;
	};

	return {
		push(bytes, offset) {
			let start = 0;
			for (let end = bytes.indexOf(lineFeed); end !== -1; end = bytes.indexOf(lineFeed, start)) {
				addToLine(bytes.subarray(start, end), offset + start);
				endLine();
				start = end + 1;
			}

			if (start < bytes.length) {
				// The reader reuses its buffer.
				addToLine(Buffer.from(bytes.subarray(start)), offset + start);
			}

			return take();
		},
		end() {
			if (lineBytes > 0) {
				endLine();
			}

			if (record.length > 0) {
				damage(recordOffset);
			}

			return take();
		},
	};
}
