import {readSecretFile} from '../../secret-file.js';
import {ServerStartError} from '../start-error.js';

/** The first line of the file. Throws a ServerStartError, never with the content. */
export async function readTokenFile(file: string): Promise<string> {
	const text = await readSecretFile(file, 'the token file').catch((error: Error) => {
		throw new ServerStartError(error.message, {cause: error});
	});
	const token = text.split(/\r?\n/, 1)[0]?.trim() ?? '';
	if (token === '' || /\s/.test(token)) {
		throw new ServerStartError(`the token file ${file} must hold a token, without blanks, on its first line`);
	}

	return token;
}
