import {Buffer} from 'node:buffer';

/** One JSON object of a file. `text` is `undefined` for a stretch that holds none. */
export type RawRecord = {
	/** Where reading may begin to find it again. */
	readonly offset: number;
	readonly text: string | undefined;
};

export type RecordSplitter = {
	/** The records that `bytes`, which lie at `offset`, complete. */
	push(bytes: Buffer, offset: number): readonly RawRecord[];
	/** What is left when nothing more comes. */
	end(): readonly RawRecord[];
};

/** Longer than any record: what goes on for longer is none. */
const maximumRecordBytes = 16 * 2 ** 20;

const lineFeed = 0x0a;

/**
Splits a stream of JSON objects into its objects, by lines: an object is a line that begins with a brace, or everything
from a line that is a lone `{` to one that is a lone `}`. Damage costs what is damaged and nothing behind it.

With `isInside`, the stream begins somewhere inside a record, which is passed over and is no damage.
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

	/** Damage in one place counts once, however many lines it has. */
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
			} else if (!/^\s/.test(text) || recordBytes > maximumRecordBytes) {
				damage(recordOffset);
			}
		}
	};

	const endLine = (): void => {
		const text = lineBytes > maximumRecordBytes ? '?' : Buffer.concat(line).toString('utf8');
		line = [];
		lineBytes = 0;
		takeLine(text.endsWith('\r') ? text.slice(0, -1) : text, lineOffset);
	};

	const addToLine = (part: Buffer, offset: number): void => {
		if (lineBytes === 0) {
			lineOffset = offset;
		}

		lineBytes += part.length;
		line = lineBytes > maximumRecordBytes ? [] : [...line, part];
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
				// The reader uses its buffer again.
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
