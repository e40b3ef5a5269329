import type {Stats} from 'node:fs';
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from './give-to-owner.js';

/** The options of `replaceFile`. */
export type ReplaceOptions = {
	/**
	Attributes of the old file, whose permissions and, if possible, owner are kept. @default permissions for the owner
	only
	*/
	readonly former?: Stats | undefined;
	/** Temporary file in the same directory. Only one process at a time may use the default. @default FILE.new */
	readonly beside?: string | undefined;
};

/**
Replaces a file atomically: it is written to a temporary file and renamed, so that a crash leaves the old or the new
content. Returns the open file, positioned at its end.
*/
export async function replaceFile(
	file: string,
	text: string,
	{former, beside = `${file}.new`}: ReplaceOptions = {},
): Promise<FileHandle> {
	await rm(beside, {force: true});
	const handle = await open(beside, 'ax', 0o600);
	try {
		if (former) {
			// Only root can change the owner.
			await handle.chown(former.uid, former.gid).catch(() => {});
			await handle.chmod(former.mode & 0o7777);
		} else {
			giveToOwner(beside);
		}

		await handle.appendFile(text);
		await handle.sync();
		await rename(beside, file);
		await syncDirectory(path.dirname(file));
		return handle;
	} catch (error) {
		await handle.close();
		await rm(beside, {force: true});
		throw error;
	}
}

/** Flushes a directory, because a power failure could undo the rename. Not all systems support it. */
async function syncDirectory(directory: string): Promise<void> {
	try {
		await using handle = await open(directory);
		await handle.sync();
	} catch {
		// See above.
	}
}
