import type {IncomingHttpHeaders} from 'node:http';
import {isIP} from 'node:net';

/** What a reverse proxy says of the request that it passes on. Anybody can write these headers: only for who stands behind one. */
export type Forwarded = {
	/** How the client spoke to the proxy. */
	readonly scheme: 'http' | 'https' | undefined;
	/** The host that the client requested, with its port where that is known. */
	readonly host: string | undefined;
	/** Of the proxy's own side, for a host that is named without one. */
	readonly port: string | undefined;
	readonly address: string | undefined;
};

/**
Reads `X-Forwarded-*` and, for what they do not say, `Forwarded` (RFC 7239). The last entry of each is the one that the nearest
proxy wrote; what stands before it may come from the client.
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

/** Some proxies write the port, too: `192.0.2.7:4711`, `[2001:db8::1]:4711`. */
function addressOf(text: string | undefined): string | undefined {
	const [, bracketed, plain] = /^(?:\[(.*)\](?::\d+)?|([^:]*)(?::\d+)?|.*)$/.exec(text ?? '') ?? [];
	return [text, bracketed, plain].find(candidate => candidate !== undefined && isIP(candidate) !== 0);
}

/** A parameter: a token, an equals sign, and a token or a quoted string. */
const parameter = /([!#$%&'*+.^_`|~\w-]+)=(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*))/y;
const separator = /[\s;]*(,?)[\s;,]*/y;

/** The parameters of the last element, by name in small letters. Empty where the header is not as the RFC says. */
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
