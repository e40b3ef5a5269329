import {decodeUrlPart} from '../support/decode-url-part.js';

/** Where a NATS server is. */
export type NatsAddress = {
	/** A name or an address, without brackets. */
	readonly hostname: string;
	readonly port: number;
	/** Whether the connection must be encrypted. It is whenever the server offers it. */
	readonly isSecure: boolean;
	/** What stands before the host: a token, or a user and a password. */
	readonly login: NatsLogin | undefined;
};

/** Who asks. All of it is secret. */
export type NatsLogin =
	| {readonly kind: 'token'; readonly token: string}
	| {readonly kind: 'password'; readonly user: string; readonly password: string}
	/** What the server's tools write: a JWT and the seed of a key. */
	| {readonly kind: 'credentials'; readonly text: string};

const usualPort = 4222;

/** Of `nats://` or `tls://`. Throws an error without the URL: there may be a password in it. */
export function parseNatsAddress(url: string): NatsAddress {
	const {protocol, hostname, port, username, password} = new URL(url);
	if (hostname === '') {
		throw new Error('the URL of the NATS server names no host');
	}

	return {
		hostname: hostname.replaceAll(/^\[|\]$/g, ''),
		port: port === '' ? usualPort : Number(port),
		isSecure: protocol === 'tls:',
		login: loginOf(decodeUrlPart(username), decodeUrlPart(password)),
	};
}

/** Without anything secret. */
export function shownAddress({hostname, port, isSecure}: NatsAddress): string {
	return `${isSecure ? 'tls' : 'nats'}://${urlHost(hostname)}:${port}`;
}

export function urlHost(hostname: string): string {
	return hostname.includes(':') ? `[${hostname}]` : hostname;
}

function loginOf(user: string, password: string): NatsLogin | undefined {
	if (user === '' && password === '') {
		return undefined;
	}

	return password === '' ? {kind: 'token', token: user} : {kind: 'password', user, password};
}
