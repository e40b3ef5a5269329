import {decodeUrlPart} from '../support/decode-url-part.js';

/** The address of a NATS server. */
export type NatsAddress = {
	/** The host name or IP address, without brackets. */
	readonly hostname: string;
	readonly port: number;
	/** Whether TLS is required. Without it, TLS is used if the server offers it. */
	readonly isSecure: boolean;
	/** The login in the URL: a token, or a user and a password. */
	readonly login: NatsLogin | undefined;
};

/** The login of a client. All of it is secret. */
export type NatsLogin =
	| {readonly kind: 'token'; readonly token: string}
	| {readonly kind: 'password'; readonly user: string; readonly password: string}
	/** The content of a credentials file: a JWT and the seed of a key. */
	| {readonly kind: 'credentials'; readonly text: string};

const defaultPort = 4222;

/** Parses a `nats://` or `tls://` URL. Errors do not contain the URL, because it may contain a password. */
export function parseNatsAddress(url: string): NatsAddress {
	const {protocol, hostname, port, username, password} = new URL(url);
	if (hostname === '') {
		throw new Error('the URL of the NATS server has no host');
	}

	return {
		hostname: hostname.replaceAll(/^\[|\]$/g, ''),
		port: port === '' ? defaultPort : Number(port),
		isSecure: protocol === 'tls:',
		login: loginOf(decodeUrlPart(username), decodeUrlPart(password)),
	};
}

/** Returns the address without secrets. */
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
