import {execFileSync} from 'node:child_process';
import {chmodSync} from 'node:fs';
import process from 'node:process';
import {temporaryDirectory} from './temporary-directory.js';

export type SmallDisk = Disposable & {readonly path: string};

/** A file system in memory of so many bytes, to be filled. `undefined` without the right to mount one. */
export function mountSmallDisk(bytes: number): SmallDisk | undefined {
	return mountInMemory(`size=${bytes},mode=0700`);
}

/** A directory that may be read but not written, by root neither. `undefined` where that cannot be made. */
export function readOnlyDirectory(): SmallDisk | undefined {
	if (process.getuid?.() === 0) {
		return mountInMemory('size=64k,ro');
	}

	const directory = temporaryDirectory();
	chmodSync(directory.path, 0o500);
	return directory;
}

function mountInMemory(options: string): SmallDisk | undefined {
	const directory = temporaryDirectory();
	try {
		execFileSync('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', directory.path], {stdio: 'ignore'});
	} catch {
		directory[Symbol.dispose]();
		return undefined;
	}

	return {
		path: directory.path,
		[Symbol.dispose]() {
			execFileSync('umount', ['-l', directory.path], {stdio: 'ignore'});
			directory[Symbol.dispose]();
		},
	};
}
