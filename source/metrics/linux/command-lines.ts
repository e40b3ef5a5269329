import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import type {Machine} from '../collector.js';
import type {Process} from '../snapshot.js';

/** Remembers the command lines of the processes that were asked for last. */
export type CommandLines = {
	/**
	The arguments parted by spaces, as the process gives them: control characters and secrets included. `undefined` for
	kernel threads and zombies, which have none, and where it may not be read.
	*/
	of(process: Pick<Process, 'pid' | 'startedAtMs' | 'name'>): string | undefined;
};

const capacity = 1000;
const maxBytes = 4096;

/**
Reads `/proc/[pid]/cmdline` on demand and once: unlike `stat` it takes a lock of the process, so it is meant for the rows
on the screen, not for all. The name is part of the key because a process keeps its pid and start when it runs another
program.
*/
export function commandLines(machine: Machine): CommandLines {
	// Maps keep their order of insertion, so the first key is the one that was used least recently.
	const lines = new Map<string, string | undefined>();

	return {
		of({pid, startedAtMs, name}) {
			const key = `${pid} ${startedAtMs} ${name}`;
			const line = lines.has(key) ? lines.get(key) : readCommandLine(machine, pid);
			lines.delete(key);
			lines.set(key, line);
			const [oldest] = lines.keys();
			if (lines.size > capacity && oldest !== undefined) {
				lines.delete(oldest);
			}

			return line;
		},
	};
}

/** Reads the command line now; see `CommandLines` for what it holds. At most 4 KiB of it. */
export function readCommandLine(machine: Machine, pid: number): string | undefined {
	try {
		const bytes = readStart(`${machine.root}/proc/${pid}/cmdline`);
		// Each argument ends in NUL; a process that writes over its title may leave many at the end, or none.
		return bytes.toString('utf8').replace(/\0+$/, '').replaceAll('\0', ' ') || undefined;
	} catch {
		return undefined;
	}
}

function readStart(path: string): Buffer {
	const buffer = Buffer.alloc(maxBytes);
	const fd = openSync(path, 'r');
	try {
		return buffer.subarray(0, readSync(fd, buffer, 0, maxBytes, 0));
	} finally {
		closeSync(fd);
	}
}
