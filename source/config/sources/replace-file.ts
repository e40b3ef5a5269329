import {randomUUID} from 'node:crypto';
import type {Stats} from 'node:fs';
import {type FileHandle, open, readlink, realpath, rename, rm, stat} from 'node:fs/promises';
import path from 'node:path';
import {giveToOwner} from '../../support/give-to-owner.js';
import {makeDirectory} from '../../support/make-directory.js';
import {errorCode, isMissing} from '../../support/system-error.js';

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
one before: a crash leaves the old one or the new one. Where the system does not let it be replaced, though it may be
written, it is written in place: a file mounted by itself, one in a directory of another user. A new one, and directories
made for it, are for their owner alone.
*/
export async function replaceFile(file: string, text: string): Promise<void> {
	const directory = path.dirname(file);
	await makeDirectory(directory, 0o700);
	const former = await stat(file).catch(() => undefined);
	try {
		await putBeside(file, text, former);
	} catch (error) {
		if (former === undefined || !irreplaceable.includes(errorCode(error) ?? '')) {
			throw error;
		}

		await writeInPlace(file, text);
	}
}

/** What a rename, or a new file in the directory, fails with although the file itself may be written. */
const irreplaceable = ['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'];

async function putBeside(file: string, text: string, former: Stats | undefined): Promise<void> {
	const beside = `${file}.${randomUUID()}`;
	try {
		await using handle = await open(beside, 'wx', 0o600);
		await handle.writeFile(text);
		if (former) {
			await keepOwner(handle, former);
			await handle.chmod(former.mode & 0o7777);
		} else {
			giveToOwner(beside);
		}

		await handle.sync();
		await rename(beside, file);
	} catch (error) {
		await rm(beside, {force: true});
		throw error;
	}
}

/** What cannot be written to its end is taken back. */
async function writeInPlace(file: string, text: string): Promise<void> {
	const bytes = Buffer.from(text);
	await using handle = await open(file, 'r+');
	const former = await handle.readFile();
	try {
		await handle.write(bytes, 0, bytes.length, 0);
		await handle.truncate(bytes.length);
	} catch (error) {
		await handle.write(former, 0, former.length, 0);
		await handle.truncate(former.length);
		throw error;
	}

	await handle.sync();
}

async function keepOwner(handle: FileHandle, {uid, gid}: {readonly uid: number; readonly gid: number}): Promise<void> {
	try {
		await handle.chown(uid, gid);
	} catch {
		// Only root may give files away; then it is the file of whoever wrote it.
	}
}
