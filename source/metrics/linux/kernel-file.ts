import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import {textOf} from '../values/escaped-text.js';

/** Reads at most `length` bytes of an open file into `buffer` at `offset`, starting at `position`; returns how many. */
export type ReadAt = (fd: number, buffer: Buffer, offset: number, length: number, position: number) => number;

/** A file of `/proc` or `/sys` that is read again and again. */
export type KernelFile = {
	readonly path: string;
	/**
	The whole content as of now; a byte that is no UTF-8 is written `\xe9`, so that names that differ stay different. Throws
	the system's error (`ENOENT`, `EACCES`, …).
	*/
	readText(): string;
	/** The whole content as of now, in a buffer that the next call overwrites: copy what must last. */
	readBytes(): Buffer;
	[Symbol.dispose](): void;
};

const initialBytes = 8192;

/**
Opens on the first read and keeps the descriptor: a kept `read` costs a tenth of open, read and close.

The kernel hands out the multi-record files (`net/dev`, `diskstats`, `mountinfo`) at most a page at a time, whatever the
buffer, so every read goes on until it returns nothing. After an error the file is reopened: a device that was unplugged
and came back is found again.
*/
export function kernelFile(path: string, readAt: ReadAt = readSync): KernelFile {
	let fd: number | undefined;
	let buffer = Buffer.allocUnsafe(0);

	const close = (): void => {
		if (fd !== undefined) {
			closeSync(fd);
			fd = undefined;
		}
	};

	const readBytes = (): Buffer => {
		fd ??= openSync(path, 'r');
		if (buffer.length === 0) {
			buffer = Buffer.allocUnsafe(initialBytes);
		}

		let length = 0;
		try {
			for (;;) {
				const count = readAt(fd, buffer, length, buffer.length - length, length);
				if (count === 0) {
					return buffer.subarray(0, length);
				}

				length += count;
				if (length === buffer.length) {
					buffer = Buffer.concat([buffer], buffer.length * 2);
				}
			}
		} catch (error) {
			close();
			throw error;
		}
	};

	return {
		path,
		readBytes,
		readText: () => textOf(readBytes()),
		[Symbol.dispose]: close,
	};
}

/** The content as of now, `undefined` when it cannot be read. */
export function readIfPossible(file: KernelFile): Buffer | undefined {
	try {
		return file.readBytes();
	} catch {
		return undefined;
	}
}
