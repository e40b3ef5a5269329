import {readSecretFile} from '../../support/secret-file.js';
import {errorMessage} from '../../support/system-error.js';
import {ServerStartError} from '../start-error.js';

/** What the file holds. Throws a ServerStartError, never with the content. */
export function readTokenFile(file: string): string {
	try {
		return readSecretFile(file, 'the token file').text;
	} catch (cause) {
		throw new ServerStartError(errorMessage(cause), {cause});
	}
}
