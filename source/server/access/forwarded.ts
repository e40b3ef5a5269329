import type {IncomingHttpHeaders} from 'node:http';
import {isIP} from 'node:net';

/**
The information that a reverse proxy adds to a request. Any client can send these headers: use them only behind a proxy.
*/
export type Forwarded = {
	/** The scheme between the client and the proxy. */
	readonly scheme: 'http' | 'https' | undefined;
	/** The host that the client requested, with the port if known. */
	readonly host: string | undefined;
	/** The port of the proxy, for a host without port. */
	readonly port: string | undefined;
	readonly address: string | undefined;
};

/**
Reads `X-Forwarded-*` and, for missing values, `Forwarded` (RFC 7239). Only the last entry of each header is used: the
nearest proxy wrote it, and earlier entries may come from the client.
*/
export function readForwarded(headers: IncomingHttpHeaders): Forwarded {
	const standard = lastElement(headers.forwarded ?? '');
	const scheme = (lastOf(headers['x-forwarded-proto']) ?? standard.get('proto'))?.toLowerCase();
	const port = lastOf(headers['x-forwarded-port']);
	return {
		scheme: scheme === 'http' || scheme === 'https' ? scheme : undefined,
		host: lastOf(headers['x-forwarded-host']) ?? standard.get('host'),
		port: port !== undefined && /^\d{1,5}$/.test(port) ? port : undefined,
		address: addressOf(lastOf(headers['x-forwarded-for'])) ?? addressOf(standard.get('for')),
	};
}

function lastOf(header: string | string[] | undefined): string | undefined {
	return (
		String(header ?? '')
			.split(',')
			.at(-1)
			?.trim() || undefined
	);
}

/** Returns an address without port. Some proxies add the port: `192.0.2.7:4711`, `[2001:db8::1]:4711`. */
function addressOf(text: string | undefined): string | undefined {
	const [, bracketed, plain] = /^(?:\[(.*)\](?::\d+)?|([^:]*)(?::\d+)?|.*)$/.exec(text ?? '') ?? [];
	return [text, bracketed, plain].find(candidate => candidate !== undefined && isIP(candidate) !== 0);
}

/** Matches a parameter: a token, an equals sign, and a token or a quoted string. */
const parameter = /([!#$%&'*+.^_`|~\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/y;
const separator = /[\s;]*(,?)[\s;,]*/y;

/** Returns the parameters of the last element, by name in lower case; empty if the header does not conform to the RFC. */
function lastElement(header: string): ReadonlyMap<string, string> {
	let element = new Map<string, string>();
	for (let at = 0; at < header.length; ) {
		separator.lastIndex = at;
		const [blank = '', comma] = separator.exec(header) ?? [];
		parameter.lastIndex = at + blank.length;
		const pair = parameter.exec(header);
		if (comma) {
			element = new Map();
		}

		if (pair === null) {
			return at + blank.length === header.length ? element : new Map();
		}

		element.set((pair[1] ?? '').toLowerCase(), pair[2]?.replaceAll(/\\(.)/g, '$1') ?? pair[3] ?? '');
		at = parameter.lastIndex;
	}

	return element;
}
