import {access, constants} from 'node:fs/promises';
import {withDeadline} from '../../support/deadline.js';
import {makeDirectory} from '../../support/make-directory.js';
import {errorCode, systemReason} from '../../support/system-error.js';

/** Permanent errors. A full disk and a hung file system may recover. */
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

/** Maximum time that the start of the program waits for a hung file system. */
const maxWaitMs = 1000;

/** Creates a recording directory if it does not exist. Rejects with a reason on permanent errors. */
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
