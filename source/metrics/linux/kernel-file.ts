import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import {textOf} from '../values/escaped-text.js';

/**
A function that reads at most `length` bytes of a file from `position` into `buffer` at `offset` and returns their
number.
*/
export type ReadAt = (fd: number, buffer: Buffer, offset: number, length: number, position: number) => number;

/** A file of `/proc` or `/sys` that is read repeatedly. */
export type KernelFile = {
	readonly path: string;
	/**
	Returns the current content. Bytes that are not valid UTF-8 are escaped as `\xe9`, so that different names stay
	different. Throws the system error (`ENOENT`, `EACCES`, …).
	*/
	readText(): string;
	/** Returns the current content in a buffer that the next call overwrites. */
	readBytes(): Buffer;
	[Symbol.dispose](): void;
};

export type KernelFileOptions = {
	/**
	Whether a record of the file may be longer than `longBytes`: a line with the path of a mount, or the lines of a disk with all
	its partitions. Such a file is read until the kernel returns no bytes.
	@default false
	*/
	readonly hasLongRecords?: boolean;
	/** Reads the file, for tests. */
	readonly readAt?: ReadAt;
};

const initialBytes = 8192;

/** Half of the smallest page. */
const longBytes = 2048;

/**
Returns a file that is opened on the first read and kept open, which costs a tenth of opening it each time.

The kernel returns files with several records (`net/dev`, `diskstats`, `mountinfo`) at most one page at a time, and ends a read
where the next record does not fit into the page (`seq_read_iter` in fs/seq_file.c). So a first read that leaves half of the
page free is the whole file; a longer one continues until it returns no bytes. After an error the file is reopened, so that a
device that was removed and attached again is found.
*/
export function kernelFile(
	path: string,
	{hasLongRecords = false, readAt = readSync}: KernelFileOptions = {},
): KernelFile {
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
				length += count;
				if (count === 0 || (length <= longBytes && !hasLongRecords)) {
					return buffer.subarray(0, length);
				}

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

/** Returns the current content, or `undefined` when it cannot be read. */
export function readIfPossible(file: KernelFile): Buffer | undefined {
	try {
		return file.readBytes();
	} catch {
		return undefined;
	}
}
