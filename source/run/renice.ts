import {readdirSync} from 'node:fs';
import {constants, getPriority, setPriority} from 'node:os';
import process from 'node:process';
import type {Process} from '../metrics/snapshot.js';
import {systemReason} from '../support/system-error.js';
import type {NiceChange, NiceResult} from '../ui/processes/service.js';
import type {IdentityCheck} from './process-identity.js';

/** Maximum number of threads whose nice value is changed. */
const maxThreads = 4096;

/**
Changes the nice value of a process and reads it back. The kernel keeps a nice value for each thread: threads with the value
of the main thread are changed with it, others keep theirs. Throws an error for the user if that is not permitted, or if the
PID now belongs to another process.
*/
export function renice(target: Process, change: NiceChange, check: IdentityCheck): NiceResult {
	check(target);
	const {pid, name} = target;
	try {
		const before = getPriority(pid);
		const value = 'by' in change ? before + change.by : change.to;
		const after = Math.max(constants.priority.PRIORITY_HIGHEST, Math.min(constants.priority.PRIORITY_LOW, value));
		setPriority(pid, after);
		for (const thread of threadsOf(pid)) {
			reniceThread(thread, before, after);
		}

		return {before, after: getPriority(pid)};
	} catch (error) {
		throw new Error(`The nice value of ${name} (${pid}) was not changed: ${reasonOf(error)}.`, {cause: error});
	}
}

function threadsOf(pid: number): readonly number[] {
	if (process.platform !== 'linux') {
		return [];
	}

	return readdirSync(`/proc/${pid}/task`)
		.map(Number)
		.filter(thread => thread !== pid)
		.slice(0, maxThreads);
}

/** Changes a thread, unless it has another nice value or has ended. */
function reniceThread(thread: number, before: number, after: number): void {
	try {
		if (getPriority(thread) === before) {
			setPriority(thread, after);
		}
	} catch {
		// A thread that ended meanwhile has no nice value.
	}
}

function reasonOf(error: unknown): string {
	switch (codeOf(error)) {
		case 'EACCES':
			return 'a lower nice value is not permitted. It needs root, CAP_SYS_NICE or a higher RLIMIT_NICE';
		case 'EPERM':
			return 'not permitted, because it belongs to another user';
		case 'ESRCH':
			return 'it has ended';
		default:
			return systemReason(error);
	}
}

/** Returns the code in the error of `os.setPriority`, such as `EACCES`. */
function codeOf(error: unknown): unknown {
	const info: unknown = error instanceof Error && 'info' in error ? error.info : undefined;
	return typeof info === 'object' && info !== null && 'code' in info ? info.code : undefined;
}
