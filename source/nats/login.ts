import type {NatsLogin} from './address.js';

/** A token, `user:password`, or credentials as the tools of NATS write them. Throws an error without the text. */
export function parseLogin(text: string): NatsLogin {
	if (text.includes('-----BEGIN NATS USER JWT-----')) {
		return {kind: 'credentials', text};
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
