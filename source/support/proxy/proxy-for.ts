import {Buffer} from 'node:buffer';
import {decodeUrlPart} from '../decode-url-part.js';
import {isExcepted} from './no-proxy.js';
import {ProxyError} from './proxy-error.js';

/** An HTTP proxy that requests go through. */
export type HttpProxy = {
	readonly isSecure: boolean;
	/** A name or an address, without brackets. */
	readonly hostname: string;
	readonly port: number;
	/** The value of `Proxy-Authorization`. A secret. */
	readonly authorization: string | undefined;
	/** For people: host and port. */
	readonly label: string;
};

/** Environment variables that name the proxy, by the scheme of the target. The first that is set counts, as in curl. */
const variables: Readonly<Record<string, readonly string[]>> = {
	'http:': ['http_proxy', 'HTTP_PROXY'],
	'ws:': ['http_proxy', 'HTTP_PROXY'],
	'https:': ['https_proxy', 'HTTPS_PROXY'],
	'wss:': ['https_proxy', 'HTTPS_PROXY'],
};

/**
Returns the proxy that `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, or the same in lower case, name for a target, or `undefined`
where it is reached directly. Throws a ProxyError without the value, which may hold a password, when it is no proxy's address.
*/
export function proxyFor(target: URL, env: Readonly<Record<string, string | undefined>>): HttpProxy | undefined {
	const isSecure = target.protocol === 'https:' || target.protocol === 'wss:';
	const name = variables[target.protocol]?.find(candidate => env[candidate]);
	const value = name && env[name]?.trim();
	const port = target.port === '' ? (isSecure ? 443 : 80) : Number(target.port);
	if (!name || !value || isExcepted(target.hostname, port, env.no_proxy || env.NO_PROXY || '')) {
		return undefined;
	}

	return parseProxy(name, value);
}

function parseProxy(variable: string, value: string): HttpProxy {
	const text = value.includes('://') ? value : `http://${value}`;
	const url = URL.canParse(text) ? new URL(text) : undefined;
	if (!url || url.hostname === '' || !['http:', 'https:'].includes(url.protocol)) {
		throw new ProxyError(`${variable} must be the address of an HTTP proxy, such as http://proxy.example:3128`);
	}

	const isSecure = url.protocol === 'https:';
	const credentials = `${decodeUrlPart(url.username)}:${decodeUrlPart(url.password)}`;
	return {
		isSecure,
		hostname: url.hostname.replaceAll(/^\[|\]$/g, ''),
		port: url.port === '' ? (isSecure ? 443 : 80) : Number(url.port),
		authorization: credentials === ':' ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`,
		label: url.host,
	};
}
