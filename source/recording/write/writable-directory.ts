import {access, constants} from 'node:fs/promises';
import {withDeadline} from '../../support/deadline.js';
import {makeDirectory} from '../../support/make-directory.js';
import {errorCode, systemReason} from '../../support/system-error.js';

/** What does not mend itself by waiting. A full disk does, and so may a file system that does not answer. */
const mistakes: ReadonlySet<string | undefined> = new Set([
	'EACCES',
	'EEXIST',
	'ELOOP',
	'ENAMETOOLONG',
	'ENOENT',
	'ENOTDIR',
	'EPERM',
	'EROFS',
]);

/** A file system that hangs must not keep the program from starting. */
const maxWaitMs = 1000;

/** Makes a directory to record in, if it is not there. Rejects, with a reason to be read, where that was a mistake. */
export async function makeWritable(directory: string): Promise<void> {
	const made = makeDirectory(directory, 0o700).then(() => access(directory, constants.W_OK | constants.X_OK));
	try {
		await withDeadline(maxWaitMs, made);
	} catch (error) {
		const code = errorCode(error);
		if (mistakes.has(code)) {
			const reason = code === 'EEXIST' ? 'it is not a directory' : systemReason(error);
			throw new Error(`${directory} cannot be written: ${reason}`, {cause: error});
		}
	}
}
