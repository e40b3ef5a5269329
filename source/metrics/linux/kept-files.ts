import {Buffer} from 'node:buffer';
import {closeSync, openSync, readFileSync, readSync} from 'node:fs';
import {maxOpenFilesOf} from './procfs/pid-limits.js';

/** A reader of one file per process. */
export type KeptFiles = {
	/**
	Reads a file of a process into a buffer that the next call overwrites. With `isKept`, the file stays open if there is room.
	*/
	read(pid: number, isKept: boolean): Buffer;
	/** Closes the files of all other processes. */
	retain(isAlive: (pid: number) => boolean): void;
	[Symbol.dispose](): void;
};

/** Limits of the number of files that stay open: this number, and a share of what this process may open for all its needs. */
const maxKept = 1000;
const share = 1 / 16;

const bufferBytes = 4096;

/**
Returns a reader that keeps the files of processes open, because reading an open file costs a sixth of opening it each time.
The file of a terminated process cannot be read any more (`ESRCH`), also when its pid is used again.
*/
export function keptFiles(pathOf: (pid: number) => string): KeptFiles {
	const buffer = Buffer.allocUnsafe(bufferBytes);
	const files = new Map<number, number>();
	const capacity = Math.floor(Math.min(maxKept, ownLimit() * share));

	const readStart = (fd: number): Buffer => buffer.subarray(0, readSync(fd, buffer, 0, bufferBytes, 0));

	const close = (pid: number, fd: number): void => {
		files.delete(pid);
		closeSync(fd);
	};

	return {
		read(pid, isKept) {
			const kept = files.get(pid);
			if (kept !== undefined) {
				try {
					return readStart(kept);
				} catch {
					// The process ended; another one may have its pid.
					close(pid, kept);
				}
			}

			const fd = openSync(pathOf(pid), 'r');
			if (isKept && files.size < capacity) {
				files.set(pid, fd);
				return readStart(fd);
			}

			try {
				return readStart(fd);
			} finally {
				closeSync(fd);
			}
		},
		retain(isAlive) {
			files.forEach((fd, pid) => {
				if (!isAlive(pid)) {
					close(pid, fd);
				}
			});
		},
		[Symbol.dispose]() {
			for (const [pid, fd] of files) {
				close(pid, fd);
			}
		},
	};
}

/** Returns the number of files that this process may open; a low one when it is unknown. */
function ownLimit(): number {
	try {
		return maxOpenFilesOf(readFileSync('/proc/self/limits', 'latin1')) ?? Number.POSITIVE_INFINITY;
	} catch {
		return 256;
	}
}
