import {readFile} from 'node:fs/promises';
import process from 'node:process';
import {errorCode} from '../system-error.js';

/**
What tells one process from every other, also from a later one with the same number: `1234-567890`, the number and, on
Linux, the time it was started (field 22 of `/proc/[pid]/stat`, in ticks since boot).
*/
export async function processMark(pid: number): Promise<string | undefined> {
	if (process.platform !== 'linux') {
		return isThere(pid) ? `${pid}-0` : undefined;
	}

	try {
		const line = await readFile(`/proc/${pid}/stat`, 'utf8');
		// The name in brackets may hold anything; field 3 follows the last one.
		const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
		const [state = ''] = fields;
		// A zombie has ended, even if nobody has asked for its exit code yet.
		return 'ZX'.includes(state) ? undefined : `${pid}-${fields[22 - 3]}`;
	} catch {
		return undefined;
	}
}

/** The mark of nobody, for what waits to be taken over. */
export const nobody = '0-0';

export async function isAlive(mark: string): Promise<boolean> {
	const pid = Number(mark.split('-', 1)[0]);
	return pid > 0 && (await processMark(pid)) === mark;
}

function isThere(pid: number): boolean {
	try {
		return process.kill(pid, 0);
	} catch (error) {
		// It is there, but somebody else's.
		return errorCode(error) === 'EPERM';
	}
}
