import {randomUUID} from 'node:crypto';
import {open, readlink, realpath, stat} from 'node:fs/promises';
import path from 'node:path';
import {makeDirectory} from '../../support/make-directory.js';
import {replaceFile} from '../../support/replace-file.js';
import {errorCode, isMissing} from '../../support/system-error.js';

/**
Returns the path of a file after resolving links, so that writing does not replace a link. The file need not exist. Rejects
for anything but a regular file: a pipe cannot be replaced, and reading it again would block.
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
Replaces a file atomically and keeps its permissions and, where that is allowed, its owner. A file that can be written but
not replaced is written in place: a mounted file, or a file in a directory of another user. A new file and new directories
are accessible only to their owner.
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

/** Errors of renaming or creating a file in a directory, although the file itself can be written. */
const irreplaceable = ['EBUSY', 'EXDEV', 'EACCES', 'EPERM', 'EROFS'];

/** Writes a file in place. Restores the former content if writing fails. */
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
