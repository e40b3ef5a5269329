import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';

/** A function that reads a file of `/proc` with one read. It overwrites its previous result. */
export type ReadSmallFile = (path: string) => Buffer;

/** Most files of a process have at most about 350 bytes. */
const usualBytes = 4096;

/**
Returns a function that opens, reads once into a shared buffer, and closes, which is the cheapest way in Node.js. It is
for files that exist once per process or control group; they are not kept open. Bytes beyond `maxBytes` are not read.
*/
export function smallFileReader(maxBytes = usualBytes): ReadSmallFile {
	const buffer = Buffer.allocUnsafe(maxBytes);

	return path => {
		const fd = openSync(path, 'r');
		try {
			return buffer.subarray(0, readSync(fd, buffer, 0, maxBytes, 0));
		} finally {
			closeSync(fd);
		}
	};
}
