import {mkdir, stat} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from './give-to-owner.js';
import {errorCode} from './system-error.js';

/**
Creates a directory with its parents, like `mkdir -p`. The `recursive` option of Node.js does not return, and uses a
whole core, in an existing directory in which no directory can be created, such as `/proc`.
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

/** Creates one directory. An existing one is not an error. */
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
