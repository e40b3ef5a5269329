import {randomUUID} from 'node:crypto';
import {type FileHandle, mkdir, open, readlink, realpath, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {isMissing} from '../system-error.js';

/**
Where a file is that a link may lead to, be there one or not: what is put there leaves the link a link. Rejects for what
is no file: a pipe could not be replaced, and reading it again would wait for ever.
*/
export async function destination(file: string): Promise<string> {
	try {
		const target = await realpath(file);
		if (!(await stat(target)).isFile()) {
			throw new Error('not a regular file');
		}

		return target;
	} catch (error) {
		if (!isMissing(error)) {
			throw error;
		}

		const link = await readlink(file).catch(() => undefined);
		return link === undefined ? file : destination(path.resolve(path.dirname(file), link));
	}
}

/**
Writes a file beside its place and then puts it there, with the permissions and, where that is allowed, the owner of the
one before: a crash leaves the old one or the new one. A new one, and directories made for it, are for their owner alone.
*/
export async function replaceFile(file: string, text: string): Promise<void> {
	await makeDirectory(path.dirname(file));
	const former = await stat(file).catch(() => undefined);
	const beside = `${file}.${randomUUID()}`;
	try {
		await using handle = await open(beside, 'wx', 0o600);
		await handle.writeFile(text);
		if (former) {
			await keepOwner(handle, former);
			await handle.chmod(former.mode & 0o7777);
		}

		await handle.sync();
		await rename(beside, file);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}

/** One after the other: asked for all at once, Node says `ENOENT` whatever it is that stands in the way. */
async function makeDirectory(directory: string): Promise<void> {
	try {
		await mkdir(directory, 0o700);
	} catch (error) {
		if (isMissing(error)) {
			await makeDirectory(path.dirname(directory));
			await mkdir(directory, 0o700);
		} else if ((error as NodeJS.ErrnoException).code !== 'EEXIST') {
			throw error;
		}
	}
}

async function keepOwner(handle: FileHandle, {uid, gid}: {readonly uid: number; readonly gid: number}): Promise<void> {
	try {
		await handle.chown(uid, gid);
	} catch {
		// Only root may give files away; then it is the file of whoever wrote it.
	}
}
