import {randomUUID} from 'node:crypto';
import {open, readlink, realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {makeDirectory} from '../../support/make-directory.js';
import {replaceFile} from '../../support/replace-file.js';
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
Replaces a file in one step, with the permissions and, where that is allowed, the owner of the one before. Where the system
does not let it be replaced, though it may be written, it is written in place: a file mounted by itself, one in a directory
of another user. A new one, and directories made for it, are for their owner alone.
*/
export async function writeConfigFile(file: string, text: string): Promise<void> {
	await makeDirectory(path.dirname(file), 0o700);
	const former = await stat(file).catch(() => undefined);
	try {
		const handle = await replaceFile(file, text, {former, beside: `${file}.${randomUUID()}`});
		await handle.close();
	} catch (error) {
		if (former === undefined || !irreplaceable.includes(errorCode(error) ?? '')) {
			throw error;
		}

		await writeInPlace(file, text);
	}
}

/** What a rename, or a new file in the directory, fails with although the file itself may be written. */
const irreplaceable = ['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'];

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
