import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from '../give-to-owner.js';

/**
Writes a file beside its place, for its owner alone, and then puts it there: a crash leaves the old one or the new one.
Returns it open, at its end.
*/
export async function replaceFile(filePath: string, text: string): Promise<FileHandle> {
	const temporaryPath = `${filePath}.new`;
	await rm(temporaryPath, {force: true});
	const file = await open(temporaryPath, 'ax', 0o600);
	giveToOwner(temporaryPath);
	try {
		await file.appendFile(text);
		await file.datasync();
		await rename(temporaryPath, filePath);
		await syncDirectory(path.dirname(filePath));
		return file;
	} catch (error) {
		await file.close();
		await rm(temporaryPath, {force: true});
		throw error;
	}
}

/** Without it, a power failure may undo the rename. Not every system can. */
async function syncDirectory(directory: string): Promise<void> {
	try {
		await using handle = await open(directory);
		await handle.sync();
	} catch {
		// See above.
	}
}
