import {closeSync, constants, fstatSync, lchownSync, openSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
Changes the owner of a new file or directory to that of its parent directory, if this process is root. Without this,
files that root creates in the home directory of a user would prevent that user from starting the program. Never throws.

The parent directory is opened first, so that its owner cannot replace it by another one meanwhile.
*/
export function giveToOwner(file: string): void {
	if (process.getuid?.() !== 0) {
		return;
	}

	try {
		const directory = openSync(path.dirname(file), constants.O_RDONLY | constants.O_DIRECTORY);
		try {
			const {uid, gid} = fstatSync(directory);
			if (uid !== 0) {
				const held = process.platform === 'linux' ? `/proc/self/fd/${directory}` : path.dirname(file);
				lchownSync(path.join(held, path.basename(file)), uid, gid);
			}
		} finally {
			closeSync(directory);
		}
	} catch {
		// A file system without owners.
	}
}
