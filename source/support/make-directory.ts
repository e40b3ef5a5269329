import {mkdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from './give-to-owner.js';
import {errorCode} from './system-error.js';

/**
As `mkdir -p`. Node.js's own `recursive` never returns, and keeps a processor busy, where a directory is there but none can
be made in it: in `/proc`.
*/
export async function makeDirectory(directory: string, mode = 0o777): Promise<void> {
	try {
		await makeOne(directory, mode);
	} catch (error) {
		const parent = path.dirname(directory);
		if (errorCode(error) !== 'ENOENT' || parent === directory) {
			throw error;
		}

		await makeDirectory(parent, mode);
		await makeOne(directory, mode);
	}
}

/** One that is there already, or is made by somebody else meanwhile, is as good. */
async function makeOne(directory: string, mode: number): Promise<void> {
	try {
		await mkdir(directory, {mode});
		giveToOwner(directory);
	} catch (error) {
		const isThere = await stat(directory).then(
			found => found.isDirectory(),
			() => false,
		);
		if (!isThere) {
			throw error;
		}
	}
}
