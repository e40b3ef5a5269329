import type {IncomingHttpHeaders} from 'node:http';
import {isIP} from 'node:net';

/** What a reverse proxy says of whom it speaks for. Anybody can write these headers: only for who stands behind one. */
export type Forwarded = {
	/** How the client spoke to the proxy. */
	readonly scheme: 'http' | 'https' | undefined;
	readonly address: string | undefined;
};

/** The last entry of each is the one that the nearest proxy wrote; what stands before it may come from the client. */
export function readForwarded(headers: IncomingHttpHeaders): Forwarded {
	const scheme = lastOf(headers['x-forwarded-proto'])?.toLowerCase();
	const address = lastOf(headers['x-forwarded-for']) ?? '';
	return {
		scheme: scheme === 'http' || scheme === 'https' ? scheme : undefined,
		address: isIP(address) === 0 ? undefined : address,
	};
}

function lastOf(header: string | string[] | undefined): string | undefined {
	return header === undefined ? undefined : String(header).split(',').at(-1)?.trim();
}
