import {closeSync, constants, fstatSync, lchownSync, openSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';

/**
Gives a file or directory that was just made to the owner of the directory it is in, where only root may: what root makes
in the home of a user belongs to that user, who could not start the program otherwise. Never throws.

The directory is opened first, so that it stays the same one: nothing elsewhere is given away, whatever its owner puts in
its place meanwhile.
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
		// A file system without owners: it belongs to all of its users.
	}
}
