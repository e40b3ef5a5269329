import {Buffer} from 'node:buffer';
import {decodeUrlPart} from '../decode-url-part.js';
import {isExcepted} from './no-proxy.js';
import {ProxyError} from './proxy-error.js';

/** An HTTP proxy. */
export type HttpProxy = {
	readonly isSecure: boolean;
	/** Name or address, without brackets. */
	readonly hostname: string;
	readonly port: number;
	/** Value of `Proxy-Authorization`. A secret. */
	readonly authorization: string | undefined;
	/** Display name: host and port. */
	readonly label: string;
};

/** Environment variables with the proxy, by the scheme of the target. The first one that is set is used, as in curl. */
const variables: Readonly<Record<string, readonly string[]>> = {
	'http:': ['http_proxy', 'HTTP_PROXY'],
	'ws:': ['http_proxy', 'HTTP_PROXY'],
	'https:': ['https_proxy', 'HTTPS_PROXY'],
	'wss:': ['https_proxy', 'HTTPS_PROXY'],
};

/**
Returns the proxy for a target according to `HTTP_PROXY`, `HTTPS_PROXY` and `NO_PROXY`, or the same in lowercase.
`undefined` for a direct connection. Throws a ProxyError for an invalid value, without the value, which may contain a
password.
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
		throw new ProxyError(`${variable} must be the URL of an HTTP proxy, for example http://proxy.example:3128`);
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
