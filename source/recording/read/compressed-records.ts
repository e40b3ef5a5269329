import {Buffer} from 'node:buffer';
import {createReadStream} from 'node:fs';
import {createGunzip} from 'node:zlib';
import {findMember, gunzip, memberHeader, readMember} from '../format/gzip-member.js';
import {filePieces} from './file-pieces.js';
import {createRecordSplitter, type RawRecord} from './record-splitter.js';

/** Maximum size of a member of this program, which is one record. Larger ones were compressed by another program. */
const maxMemberBytes = 4 * 2 ** 20;

/** Yields the records of a gzip file. Damaged members are skipped. */
export async function* compressedRecords(
	path: string,
	offset: number,
	sizeBytes: number,
): AsyncGenerator<readonly RawRecord[]> {
	let pending: Buffer = Buffer.alloc(0);
	let pendingOffset = 0;
	// A file always begins with a member.
	let start = offset === 0 ? 0 : undefined;
	for await (const piece of filePieces(path, offset, sizeBytes)) {
		pendingOffset = pending.length === 0 ? piece.offset : pendingOffset;
		pending = Buffer.concat([pending, piece.bytes]);
		const records: RawRecord[] = [];
		start ??= findMember(pending, 0);
		while (start !== undefined) {
			const end = findMember(pending, start + 1);
			if (end === undefined) {
				break;
			}

			records.push(...memberRecords(pending.subarray(start, end), pendingOffset + start));
			start = end;
		}

		// Without a member, the last bytes may be the beginning of a header.
		const keptFrom = start ?? Math.max(0, pending.length - memberHeader.length + 1);
		pending = pending.subarray(keptFrom);
		pendingOffset += keptFrom;
		start = start === undefined ? undefined : 0;
		yield records;
		if (pending.length > maxMemberBytes) {
			yield* streamedRecords(path, pendingOffset, sizeBytes);
			return;
		}
	}

	if (start !== undefined) {
		yield memberRecords(pending.subarray(start), pendingOffset + start);
	}
}

/**
Returns the records of a member. `bytes` extend to the next member, so there may be other bytes after the first one.
*/
function memberRecords(bytes: Buffer, offset: number): readonly RawRecord[] {
	const damage: RawRecord = {offset, text: undefined};
	try {
		return recordsIn(gunzip(bytes), offset);
	} catch {
		const member = readMember(bytes);
		return member.state === 'whole' ? [...recordsIn(member.content, offset), damage] : [damage];
	}
}

function recordsIn(content: Buffer, offset: number): readonly RawRecord[] {
	const splitter = createRecordSplitter();
	return placedAt(offset, [...splitter.push(content, 0), ...splitter.end()]);
}

/** Yields the records of a file that can only be read sequentially from its beginning. */
async function* streamedRecords(path: string, offset: number, sizeBytes: number): AsyncGenerator<readonly RawRecord[]> {
	const splitter = createRecordSplitter();
	const source = createReadStream(path, {start: offset, end: sizeBytes - 1});
	const content = createGunzip();
	source.on('error', error => content.destroy(error));
	try {
		for await (const bytes of source.pipe(content)) {
			yield placedAt(offset, splitter.push(bytes, 0));
		}

		yield placedAt(offset, splitter.end());
	} catch {
		yield [{offset, text: undefined}];
	} finally {
		source.destroy();
	}
}

function placedAt(offset: number, records: readonly RawRecord[]): readonly RawRecord[] {
	return records.map(({text}) => ({offset, text}));
}
