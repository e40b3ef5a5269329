import type {Stats} from 'node:fs';
import {type FileHandle, open, rename, rm} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from './give-to-owner.js';

export type ReplaceOptions = {
	/** The file gets the permissions of this one and, where the system allows it, its owner. @default its owner alone may use it */
	readonly former?: Stats | undefined;
	/** Where it is written first, in the same directory. Only one process at a time may use the default. @default FILE.new */
	readonly beside?: string | undefined;
};

/**
Writes a file beside its place and then puts it there: a crash leaves the old one or the new one. Returns it open, at its
end.
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
			// Only root may give files away.
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

/** Without it, a power failure may undo the rename. Not every system can. */
async function syncDirectory(directory: string): Promise<void> {
	try {
		await using handle = await open(directory);
		await handle.sync();
	} catch {
		// See above.
	}
}
