import {lstatSync, mkdirSync, readdirSync, readlinkSync, rmSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {isThere} from '../../../support/owned-files/process-mark.js';
import {statsOf} from '../../../support/stats-of.js';
import {errorCode} from '../../../support/system-error.js';

/**
Returns the beginning of the path of a new mirror. It is in a folder that only this user can enter, in memory where this
system has such a place, so that no other user can put a link where mirrors are removed. Mirrors of killed processes are
removed from it. Where another user has taken its name, it is in a new folder.
*/
export function placeForMirror(): string {
	const own = path.join(placeInMemory(), `mon-tui-ssh-${process.getuid?.() ?? 0}`);
	if (!isOwnFolder(own)) {
		return path.join(os.tmpdir(), 'mon-tui-ssh-');
	}

	removeAbandoned(own);
	return path.join(own, `${processNamespace()}-${process.pid}-`);
}

/** Creates the folder if it is missing. Returns whether it belongs to this user alone. */
function isOwnFolder(folder: string): boolean {
	try {
		mkdirSync(folder, {mode: 0o700});
	} catch (error) {
		if (errorCode(error) !== 'EEXIST') {
			return false;
		}
	}

	const stats = lstatSync(folder);
	return stats.isDirectory() && stats.uid === (process.getuid?.() ?? stats.uid) && (stats.mode & 0o077) === 0;
}

/** Removes the mirrors of processes that were killed. Those of other containers are left alone. */
function removeAbandoned(own: string): void {
	const ownNamespace = processNamespace();
	for (const name of readdirSync(own)) {
		const [, namespace, pid] = /^(\d+)-(\d+)-/.exec(name) ?? [];
		if (namespace === ownNamespace && !isThere(Number(pid))) {
			rmSync(path.join(own, name), {recursive: true, force: true, maxRetries: 3});
		}
	}
}

/** Returns the number of the namespace in which process IDs count. */
function processNamespace(): string {
	try {
		return /\d+/.exec(readlinkSync('/proc/self/ns/pid'))?.[0] ?? '0';
	} catch {
		return '0';
	}
}

/** Returns a folder in memory, or the one for temporary files. */
function placeInMemory(): string {
	return statsOf('/dev/shm')?.isDirectory() ? '/dev/shm' : os.tmpdir();
}
