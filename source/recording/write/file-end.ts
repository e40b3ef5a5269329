import {Buffer} from 'node:buffer';
import type {FileHandle} from 'node:fs/promises';
import {memberHeader, readMember} from '../format/gzip-member.js';

/** The state of the end of a file, to which a record is to be appended. */
export type FileEnd =
	| {
			readonly state: 'ready';
			/** Size of the valid part of the file; the rest is incomplete. */
			readonly keptBytes: number;
			/** Missing end of the last record. */
			readonly missing: string;
	  }
	/**
	The file was written by another program, or is damaged in a way that an interruption does not explain. It is not
	changed.
	*/
	| {readonly state: 'foreign'};

const ready = (keptBytes: number, missing = ''): FileEnd => ({state: 'ready', keptBytes, missing});

const foreign: FileEnd = {state: 'foreign'};

/** Maximum size of a record. */
const maxRecordBytes = 16 * 2 ** 20;

/**
Checks the end of a file whose writer may have been killed during a write, or by a power failure. An incomplete record
is removed; a record without its line break is completed. Complete records are never removed.
*/
export async function checkFileEnd(file: FileHandle, sizeBytes: number, isCompressed: boolean): Promise<FileEnd> {
	if (sizeBytes === 0) {
		return ready(0);
	}

	for (let length = 64 * 1024; ; length *= 4) {
		const start = Math.max(0, sizeBytes - length);
		const tail = Buffer.alloc(sizeBytes - start);
		await file.read(tail, 0, tail.length, start);
		const recordStart = isCompressed ? lastMember(tail) : lastLineThatOpens(tail, start === 0);
		if (recordStart !== undefined) {
			const check = isCompressed ? checkMember : checkText;
			return check(tail.subarray(recordStart), start + recordStart);
		}

		if (start === 0) {
			return isCompressed && isBegunHeader(tail) ? ready(0) : foreign;
		}

		if (length > maxRecordBytes) {
			return foreign;
		}
	}
}

function checkText(record: Buffer, offset: number): FileEnd {
	const text = record.toString('utf8');
	const isPretty = text.startsWith('{\n');
	if (isJson(text)) {
		return ready(offset + record.length, text.endsWith('\n') ? '' : '\n');
	}

	return text.includes(isPretty ? '\n}\n' : '\n') ? foreign : ready(offset);
}

function checkMember(bytes: Buffer, offset: number): FileEnd {
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

/** Returns the position of the last line that begins with a brace. Only records do: their inner lines are indented. */
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
