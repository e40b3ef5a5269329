import {readFile, stat} from 'node:fs/promises';
import process from 'node:process';
import {systemReason} from '../../system-error.js';
import {ServerStartError} from '../start-error.js';

/** Bits of the mode by which others than the owner and the group could read or change the file. */
const openToOthers = 0o026;

/** The first line of the file. Throws a ServerStartError, never with the content. */
export async function readTokenFile(file: string): Promise<string> {
	const {mode, text} = await read(file);
	if (process.platform !== 'win32' && (mode & openToOthers) !== 0) {
		throw new ServerStartError(
			`the token file ${file} has the mode ${(mode & 0o777).toString(8)}, so that others can read or change it: chmod 600 ${file}`,
		);
	}

	const token = text.split(/\r?\n/, 1)[0]?.trim() ?? '';
	if (token === '' || /\s/.test(token)) {
		throw new ServerStartError(`the token file ${file} must hold a token, without blanks, on its first line`);
	}

	return token;
}

async function read(file: string): Promise<{readonly mode: number; readonly text: string}> {
	try {
		const [{mode}, text] = await Promise.all([stat(file), readFile(file, 'utf8')]);
		return {mode, text};
	} catch (cause) {
		throw new ServerStartError(`the token file ${file} cannot be read: ${systemReason(cause)}`, {cause});
	}
}
