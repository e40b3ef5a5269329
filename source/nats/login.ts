import type {NatsLogin} from './address.js';

/** Parses a login: a token, `user:password`, or the content of a credentials file. Errors do not contain the text. */
export function parseLogin(text: string): NatsLogin {
	if (text.includes('-----BEGIN NATS USER JWT-----')) {
		return {kind: 'credentials', text: credentialsOf(text)};
	}

	const line = text.trim();
	if (line === '' || line.includes('\n')) {
		throw new Error('the login of a NATS server must be a token, user:password, or the credentials of a NATS user');
	}

	const colon = line.indexOf(':');
	return colon === -1
		? {kind: 'token', token: line}
		: {kind: 'password', user: line.slice(0, colon), password: line.slice(colon + 1)};
}

/** Returns credentials in the format of the NATS tools. The input may have other line ends, or lack the last line. */
function credentialsOf(text: string): string {
	const [jwt, seed] = [partOf(text, 'NATS USER JWT'), partOf(text, 'USER NKEY SEED')];
	if (jwt === undefined || seed === undefined) {
		throw new Error(
			'the credentials of a NATS user must contain a JWT and the seed of a key, each between its marker lines',
		);
	}

	return [
		'-----BEGIN NATS USER JWT-----',
		jwt,
		'------END NATS USER JWT------',
		'',
		'-----BEGIN USER NKEY SEED-----',
		seed,
		'------END USER NKEY SEED------',
		'',
	].join('\n');
}

function partOf(text: string, name: string): string | undefined {
	return new RegExp(`-BEGIN ${name}-+\\s+([\\w.=-]+?)\\s+-+END ${name}-`).exec(text)?.[1];
}
