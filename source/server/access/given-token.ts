import {readSecretFile} from '../../support/secret-file.js';
import {errorMessage} from '../../support/system-error.js';
import {ServerStartError} from '../start-error.js';
import {withAdvice} from './advice.js';

export type TokenOptions = {
	readonly token: string | undefined;
	readonly tokenFile: string | undefined;
	/** `false`: the server requires no token on any address. */
	readonly auth: boolean;
	/** A hint for the error that a token is set, but authentication is disabled. */
	readonly authAdvice: string | undefined;
};

/** Characters that can be sent in a header unchanged. */
const headerText = /^[\x21-\x7e]+$/;

/** Returns the token that the options set; `undefined` if they set none. Throws a ServerStartError, without the token in its message. */
export function givenToken({token, tokenFile, auth, authAdvice}: TokenOptions): string | undefined {
	const isGiven = token !== undefined || tokenFile !== undefined;
	if (!auth && isGiven) {
		throw new ServerStartError(withAdvice('a token is set, but authentication is disabled', authAdvice));
	}

	if (token !== undefined && tokenFile !== undefined) {
		throw new ServerStartError('a token and a token file cannot be used together');
	}

	const given = tokenFile === undefined ? token : readTokenFile(tokenFile);
	if (given !== undefined) {
		checkToken(given);
	}

	return given;
}

/** Throws a ServerStartError, without the token in its message, if clients cannot send the token. */
export function checkToken(token: string): void {
	if (!headerText.test(token)) {
		throw new ServerStartError('the token must consist of printable ASCII characters without spaces');
	}
}

/** Reads a token file. Throws a ServerStartError, without the content in its message. */
function readTokenFile(file: string): string {
	try {
		return readSecretFile(file, 'the token file').text;
	} catch (cause) {
		throw new ServerStartError(errorMessage(cause), {cause});
	}
}
