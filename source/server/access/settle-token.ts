import {readSecretFile} from '../../support/secret-file.js';
import {errorMessage} from '../../support/system-error.js';
import {isLoopback} from '../port/loopback.js';
import {ServerStartError} from '../start-error.js';
import {withAdvice} from './advice.js';
import {generateToken} from './token.js';

export type TokenOptions = {
	readonly host: string;
	readonly token: string | undefined;
	readonly tokenFile: string | undefined;
	/** `false`: no token, wherever the server listens. */
	readonly auth: boolean;
	/** Added where a token is given and none is required. */
	readonly authAdvice: string | undefined;
};

export type SettledToken = {
	/** `undefined`: none is needed. */
	readonly token: string | undefined;
	/** Nobody knows it yet. */
	readonly isGenerated: boolean;
};

/** What stands in a header as it is. */
const headerText = /^[\x21-\x7e]+$/;

/** Which token clients must have. Throws a ServerStartError, never with the token in it. */
export function settleToken({host, token, tokenFile, auth, authAdvice}: TokenOptions): SettledToken {
	const isGiven = token !== undefined || tokenFile !== undefined;
	if (!auth && isGiven) {
		throw new ServerStartError(withAdvice('a token is given, but none is required', authAdvice));
	}

	if (token !== undefined && tokenFile !== undefined) {
		throw new ServerStartError('a token and a token file exclude each other');
	}

	const given = tokenFile === undefined ? token : readTokenFile(tokenFile);
	if (given !== undefined) {
		checkToken(given);
		return {token: given, isGenerated: false};
	}

	return auth && !isLoopback(host)
		? {token: generateToken(), isGenerated: true}
		: {token: undefined, isGenerated: false};
}

/** Throws a ServerStartError, without the token, for one that clients could not send. */
export function checkToken(token: string): void {
	if (!headerText.test(token)) {
		throw new ServerStartError('the token must consist of printable ASCII characters, without blanks');
	}
}

/** What the file holds. Throws a ServerStartError, never with the content. */
function readTokenFile(file: string): string {
	try {
		return readSecretFile(file, 'the token file').text;
	} catch (cause) {
		throw new ServerStartError(errorMessage(cause), {cause});
	}
}
