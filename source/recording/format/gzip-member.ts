import {Buffer} from 'node:buffer';
import {promisify} from 'node:util';
import {gunzipSync, gzip, inflateRawSync, type ZlibOptions} from 'node:zlib';
import {errorCode} from '../../support/system-error.js';

/**
The header of each gzip member that this program writes (RFC 1952, 2.3): deflate, no flags, no time, unknown system. A
gzip file may consist of many members; a constant header of 80 bits allows to find them from any position in the file.
*/
export const memberHeader = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** Length of the checksum and the size. */
const trailerBytes = 8;

/** Maximum uncompressed size, larger than any record: a larger member is damaged or malicious. */
const maxContentBytes = 64 * 2 ** 20;

const compress = promisify(gzip);

/** Returns a complete member, compressed in another thread. */
export async function gzipMember(content: Buffer): Promise<Buffer> {
	const member = await compress(content);
	// zlib writes a platform-dependent header. The checksum covers only the content.
	memberHeader.copy(member);
	return member;
}

/** Returns the position of the next member, or `undefined` if there is none. */
export function findMember(bytes: Buffer, from: number): number | undefined {
	const position = bytes.indexOf(memberHeader, from);
	return position === -1 ? undefined : position;
}

/** A parsed member. */
export type Member =
	| {readonly state: 'whole'; readonly content: Buffer; readonly sizeBytes: number}
	/** The member is valid but incomplete. */
	| {readonly state: 'unfinished'}
	| {readonly state: 'damaged'};

/** Parses the member at the start of `bytes`, which may be followed by other bytes. */
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

/** Returns the content of complete members. Throws when they are damaged. */
export function gunzip(members: Buffer): Buffer {
	return gunzipSync(members, {maxOutputLength: maxContentBytes});
}

/** Returns the length of the deflate stream at the start of `bytes`, which only zlib can determine. */
function deflatedBytes(bytes: Buffer): number {
	const options: ZlibOptions = {info: true, maxOutputLength: maxContentBytes};
	// With `info`, the result differs from the declared type.
	const {engine} = inflateRawSync(bytes, options) as unknown as {readonly engine: {readonly bytesWritten: number}};
	return engine.bytesWritten;
}
