import type {NatsLogin} from './address.js';

/** A token, `user:password`, or credentials as the tools of NATS write them. Throws an error without the text. */
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

/** As the tools of NATS write them: what went through Windows or a form has other line ends, or lacks the last line. */
function credentialsOf(text: string): string {
	const [jwt, seed] = [partOf(text, 'NATS USER JWT'), partOf(text, 'USER NKEY SEED')];
	if (jwt === undefined || seed === undefined) {
		throw new Error('the credentials of a NATS user must hold a JWT and the seed of a key, each between its lines');
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
