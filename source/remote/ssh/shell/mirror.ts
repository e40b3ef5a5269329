import {Buffer} from 'node:buffer';
import {mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {placeForMirror} from './mirror-place.js';

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
/** The maximum size of all files. A machine with 10,000 processes has less. */
const maxBytes = 128 * 1024 * 1024;

/** The names of the files below `/proc`, `/sys` and `/etc`, and the marks of containers. Parts such as `..` do not match. */
const validName = /^(?:(?:proc|sys|etc)(?:\/[\w:@!+-][\w.:@!+-]{0,63}){1,10}|\.dockerenv|run\/\.containerenv)$/;

/** Creates an empty mirror, which only this user can read. */
export function createMirror(): Mirror {
	const root = mkdtempSync(placeForMirror());
	/** The sizes of the files by name. */
	const written = new Map<string, number>();
	let totalBytes = 0;
	roots.add(root);
	if (roots.size === 1) {
		process.on('exit', removeAll);
	}

	return {
		root,
		write(name, text) {
			const before = written.get(name);
			const total = totalBytes - (before ?? 0) + text.length;
			if (!validName.test(name) || total > maxBytes || (before === undefined && written.size >= maxFiles)) {
				return;
			}

			const file = path.join(root, name);
			const bytes = Buffer.from(text, 'latin1');
			try {
				if (before === undefined) {
					mkdirSync(path.dirname(file), {recursive: true});
				}

				// An existing file stays the same file: a collector that has it open reads the new text.
				writeFileSync(file, bytes);
				written.set(name, bytes.length);
				totalBytes = total;
			} catch {
				// The other machine names a file as a folder.
			}
		},
		remove(name) {
			if (validName.test(name)) {
				if (written.has(name)) {
					truncateSync(path.join(root, name));
				}

				for (const one of [name, ...namesBelow(root, name)]) {
					totalBytes -= written.get(one) ?? 0;
					written.delete(one);
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

/** The mirrors of this process. */
const roots = new Set<string>();

/** Removes the mirrors when the process exits without disposing of them. */
function removeAll(): void {
	for (const root of roots) {
		removeFolder(root);
	}
}

/** Returns the names of all files in a folder; none for a file. */
function namesBelow(root: string, name: string): readonly string[] {
	try {
		const names = readdirSync(path.join(root, name), {recursive: true, encoding: 'utf8'});
		return names.map(below => `${name}/${below.replaceAll(path.sep, '/')}`);
	} catch {
		return [];
	}
}

function removeFolder(folder: string): void {
	rmSync(folder, {recursive: true, force: true, maxRetries: 3});
}
