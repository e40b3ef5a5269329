import {Buffer} from 'node:buffer';
import {promisify} from 'node:util';
import {gunzipSync, gzip, inflateRawSync, type ZlibOptions} from 'node:zlib';
import {errorCode} from '../../support/system-error.js';

/**
How every member that this program writes begins (RFC 1952, 2.3): deflate, no flags, no time, unknown system. A gzip file
may be many members one after the other; fixed first bytes let them be found from anywhere in the file. Eighty bits do not
come up by chance.
*/
export const memberHeader = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** Check sum and length. */
const trailerBytes = 8;

/** More than any record: a member that swells beyond it is damaged, or meant to do harm. */
const maxContentBytes = 64 * 2 ** 20;

const compress = promisify(gzip);

/** A complete member. Compressed in another thread. */
export async function gzipMember(content: Buffer): Promise<Buffer> {
	const member = await compress(content);
	// What zlib puts there depends on the platform. The check sum covers the content alone.
	memberHeader.copy(member);
	return member;
}

/** Where the next member begins, or `undefined` when none does. */
export function findMember(bytes: Buffer, from: number): number | undefined {
	const position = bytes.indexOf(memberHeader, from);
	return position === -1 ? undefined : position;
}

export type Member =
	| {readonly state: 'whole'; readonly content: Buffer; readonly sizeBytes: number}
	/** Nothing is wrong with it but that it does not go on. */
	| {readonly state: 'unfinished'}
	| {readonly state: 'damaged'};

/** The member that `bytes` begin with, whatever lies behind it. */
export function readMember(bytes: Buffer): Member {
	try {
		const sizeBytes = memberHeader.length + deflatedBytes(bytes.subarray(memberHeader.length)) + trailerBytes;
		if (sizeBytes > bytes.length) {
			return {state: 'unfinished'};
		}

		return {state: 'whole', content: gunzip(bytes.subarray(0, sizeBytes)), sizeBytes};
	} catch (error) {
		const isUnfinished = errorCode(error) === 'Z_BUF_ERROR';
		return {state: isUnfinished ? 'unfinished' : 'damaged'};
	}
}

/** The content of one or more whole members. Throws when there is damage. */
export function gunzip(members: Buffer): Buffer {
	return gunzipSync(members, {maxOutputLength: maxContentBytes});
}

/** How long the deflate stream is that `bytes` begin with: only the engine that reads it can tell. */
function deflatedBytes(bytes: Buffer): number {
	const options: ZlibOptions = {info: true, maxOutputLength: maxContentBytes};
	// With `info` the result is not the buffer that the types promise.
	const {engine} = inflateRawSync(bytes, options) as unknown as {readonly engine: {readonly bytesWritten: number}};
	return engine.bytesWritten;
}
