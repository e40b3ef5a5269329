import {readFile, stat} from 'node:fs/promises';
import process from 'node:process';
import {systemReason} from './system-error.js';

/** Bits of the mode by which others than the owner and the group could read or change the file. */
const openToOthers = 0o026;

/** The text of a file with a secret, `what` it is called. Throws an error for a person, never with the content. */
export async function readSecretFile(file: string, what: string): Promise<string> {
	let text: string;
	let mode: number;
	try {
		[{mode}, text] = await Promise.all([stat(file), readFile(file, 'utf8')]);
	} catch (cause) {
		throw new Error(`${what} ${file} cannot be read: ${systemReason(cause)}`, {cause});
	}

	if (process.platform !== 'win32' && (mode & openToOthers) !== 0) {
		throw new Error(
			`${what} ${file} has the mode ${(mode & 0o777).toString(8)}, so that others can read or change it: chmod 600 ${file}`,
		);
	}

	return text;
}
