import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {memberHeader, readMember} from '../format/gzip-member.js';

/** What can be done about the end of a file so that another record may follow. */
export type FileEnd =
	| {
			readonly state: 'ready';
			/** How much of the file stays: what lies behind was never finished. */
			readonly keptBytes: number;
			/** What the last record lacks. */
			readonly missing: string;
	  }
	/** Somebody else wrote it, or it is damaged in a way that no interruption explains. It is left alone. */
	| {readonly state: 'foreign'};

const ready = (keptBytes: number, missing = ''): FileEnd => ({state: 'ready', keptBytes, missing});

const foreign: FileEnd = {state: 'foreign'};

/** No record is longer. */
const maxRecordBytes = 16 * 2 ** 20;

/**
Looks at the end of a file that was perhaps being written when its writer was killed, or the machine lost power. A record
that lacks its end is given up, one that lacks but its line break is completed. Nothing that is whole is ever given up.
*/
export async function judgeFileEnd(file: FileHandle, sizeBytes: number, isCompressed: boolean): Promise<FileEnd> {
	if (sizeBytes === 0) {
		return ready(0);
	}

	for (let length = 64 * 1024; ; length *= 4) {
		const start = Math.max(0, sizeBytes - length);
		const tail = Buffer.alloc(sizeBytes - start);
		await file.read(tail, 0, tail.length, start);
		const recordStart = isCompressed ? lastMember(tail) : lastLineThatOpens(tail, start === 0);
		if (recordStart !== undefined) {
			const judge = isCompressed ? judgeMember : judgeText;
			return judge(tail.subarray(recordStart), start + recordStart);
		}

		if (start === 0) {
			return isCompressed && isBegunHeader(tail) ? ready(0) : foreign;
		}

		if (length > maxRecordBytes) {
			return foreign;
		}
	}
}

function judgeText(record: Buffer, offset: number): FileEnd {
	const text = record.toString('utf8');
	const isPretty = text.startsWith('{\n');
	if (isJson(text)) {
		return ready(offset + record.length, text.endsWith('\n') ? '' : '\n');
	}

	return text.includes(isPretty ? '\n}\n' : '\n') ? foreign : ready(offset);
}

function judgeMember(bytes: Buffer, offset: number): FileEnd {
	const member = readMember(bytes);
	switch (member.state) {
		case 'whole': {
			const rest = bytes.subarray(member.sizeBytes);
			return rest.length === 0 || isBegunHeader(rest) ? ready(offset + member.sizeBytes) : foreign;
		}

		case 'unfinished':
			return ready(offset);
		case 'damaged':
			return foreign;
	}
}

function lastMember(tail: Buffer): number | undefined {
	const position = tail.lastIndexOf(memberHeader);
	return position === -1 ? undefined : position;
}

/** Of the last line that begins with a brace. Only a record does: its inner lines are indented. */
function lastLineThatOpens(tail: Buffer, isWholeFile: boolean): number | undefined {
	const position = tail.lastIndexOf('\n{');
	if (position !== -1) {
		return position + 1;
	}

	return isWholeFile && tail[0] === '{'.charCodeAt(0) ? 0 : undefined;
}

function isBegunHeader(bytes: Buffer): boolean {
	return bytes.length < memberHeader.length && bytes.equals(memberHeader.subarray(0, bytes.length));
}

function isJson(text: string): boolean {
	try {
		JSON.parse(text);
		return true;
	} catch {
		return false;
	}
}
