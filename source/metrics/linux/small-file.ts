import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';

/** Reads a file of `/proc` that comes whole from one read. What it returned before is overwritten. */
export type ReadSmallFile = (path: string) => Buffer;

/** The files of a process are some 350 bytes at most. */
const bufferBytes = 4096;

/**
Opens, reads once into one buffer for all, and closes: the cheapest way from Node. For files of which there is one per
process of the machine; descriptors are not kept.
*/
export function smallFileReader(): ReadSmallFile {
	const buffer = Buffer.allocUnsafe(bufferBytes);

	return path => {
		const fd = openSync(path, 'r');
		try {
			return buffer.subarray(0, readSync(fd, buffer, 0, bufferBytes, 0));
		} finally {
			closeSync(fd);
		}
	};
}
