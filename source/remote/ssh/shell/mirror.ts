import {Buffer} from 'node:buffer';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, truncateSync, writeFileSync} from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import process from 'node:process';
import {errorCode} from '../../../support/system-error.js';

/**
A folder with copies of the kernel's files of another machine, in memory where this system has such a place. The collectors
read it like the root directory of a machine.
*/
export type Mirror = Disposable & {
	readonly root: string;
	/** Writes a file. Names that no file of a kernel has are ignored. `text` is Latin-1. */
	write(name: string, text: string): void;
	/** Removes a file or a folder. */
	remove(name: string): void;
};

const maxFiles = 100_000;

/** The names of the files below `/proc`, `/sys` and `/etc`, and the marks of containers. Parts such as `..` do not match. */
const validName = /^(?:(?:proc|sys|etc)(?:\/[\w:@!+-][\w.:@!+-]{0,63}){1,10}|\.dockerenv|run\/\.containerenv)$/;

/** Creates an empty mirror, which only this user can read. */
export function createMirror(): Mirror {
	const place = placeInMemory();
	removeAbandoned(place);
	const root = mkdtempSync(path.join(place, `${prefix}${process.pid}-`));
	const written = new Set<string>();
	roots.add(root);
	if (roots.size === 1) {
		process.on('exit', removeAll);
	}

	return {
		root,
		write(name, text) {
			if (!validName.test(name) || (!written.has(name) && written.size >= maxFiles)) {
				return;
			}

			const file = path.join(root, name);
			const bytes = Buffer.from(text, 'latin1');
			if (written.has(name)) {
				// The same file: a collector that has it open reads the new text.
				writeFileSync(file, bytes);
				return;
			}

			try {
				mkdirSync(path.dirname(file), {recursive: true});
				writeFileSync(file, bytes);
				written.add(name);
			} catch {
				// The other machine names a file as a folder.
			}
		},
		remove(name) {
			if (validName.test(name)) {
				if (written.delete(name)) {
					truncateSync(path.join(root, name));
				} else {
					for (const one of written) {
						if (one.startsWith(`${name}/`)) {
							written.delete(one);
						}
					}
				}

				rmSync(path.join(root, name), {recursive: true, force: true});
			}
		},
		[Symbol.dispose]() {
			roots.delete(root);
			if (roots.size === 0) {
				process.off('exit', removeAll);
			}

			removeFolder(root);
		},
	};
}

const prefix = 'mon-tui-ssh-';

/** The mirrors of this process. */
const roots = new Set<string>();

/** Removes the mirrors when the process exits without disposing of them. */
function removeAll(): void {
	for (const root of roots) {
		removeFolder(root);
	}
}

function removeFolder(folder: string): void {
	rmSync(folder, {recursive: true, force: true, maxRetries: 3});
}

/** Removes the mirrors of processes that were killed. Those of other users cannot be removed. */
function removeAbandoned(place: string): void {
	for (const name of readdirSync(place)) {
		const [, pid] = /^mon-tui-ssh-(\d+)-/.exec(name) ?? [];
		if (pid !== undefined && !isAlive(Number(pid))) {
			try {
				removeFolder(path.join(place, name));
			} catch {
				// It belongs to another user.
			}
		}
	}
}

function isAlive(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return errorCode(error) !== 'ESRCH';
	}
}

/** Returns a folder in memory, or the one for temporary files. */
function placeInMemory(): string {
	try {
		return statSync('/dev/shm').isDirectory() ? '/dev/shm' : os.tmpdir();
	} catch {
		return os.tmpdir();
	}
}
