import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {errorCode} from '../system-error.js';

/**
Returns an identity of a process that a later process with the same pid does not have: `1234-567890`, the pid and, on
Linux, the start time (field 22 of `/proc/[pid]/stat`, in ticks since boot).
*/
export async function processMark(pid: number): Promise<string | undefined> {
	if (process.platform !== 'linux') {
		return isThere(pid) ? `${pid}-0` : undefined;
	}

	try {
		const line = await readFile(`/proc/${pid}/stat`, 'utf8');
		// The name in brackets may contain any character; field 3 follows the last bracket.
		const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
		const [state = ''] = fields;
		// A zombie has ended, even if its exit code has not been read yet.
		return 'ZX'.includes(state) ? undefined : `${pid}-${fields[22 - 3]}`;
	} catch {
		return undefined;
	}
}

/** Returns whether the process with a mark is running. */
export async function isAlive(mark: string): Promise<boolean> {
	const pid = Number(mark.split('-', 1)[0]);
	return pid > 0 && (await processMark(pid)) === mark;
}

/** Returns whether there is a process with a pid. */
export function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// The process exists, but belongs to another user.
		return errorCode(error) === 'EPERM';
	}
}
