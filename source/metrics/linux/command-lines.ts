import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import type {Machine} from '../collector.js';
import type {Process} from '../snapshot.js';

/** A cache of the command lines of processes. */
export type CommandLines = {
	/**
	Returns the arguments separated by spaces, unchanged: they may contain control characters and secrets. `undefined` for
	kernel threads and zombies, which have none, and without permission.
	*/
	of(process: Pick<Process, 'pid' | 'startedAtMs' | 'name'>): string | undefined;
};

const capacity = 1000;
const maxBytes = 4096;

/**
Returns a cache that reads `/proc/[pid]/cmdline` once per process on demand. Unlike `stat` it takes a lock of the
process, so it should be used only for visible rows. The name is part of the key, because a process that executes
another program keeps its pid and start time.
*/
export function commandLines(machine: Machine): CommandLines {
	// Maps keep insertion order, so the first key is the least recently used one.
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

/** Reads a command line, at most 4 KiB of it. See `CommandLines` for its content. */
export function readCommandLine(machine: Machine, pid: number): string | undefined {
	try {
		const bytes = readStart(`${machine.root}/proc/${pid}/cmdline`);
		// Each argument ends with NUL. A process that overwrites its title may leave many at the end, or none.
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
