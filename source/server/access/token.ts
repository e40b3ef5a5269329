import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import type {IncomingHttpHeaders} from 'node:http';

/** Marks the token among the subprotocols: a browser can set no other header of a WebSocket. */
const subprotocolPrefix = 'bearer.';

const tokenBytes = 16;

/** 128 random bits, as they may stand in a URL. */
export function generateToken(): string {
	return randomBytes(tokenBytes).toString('base64url');
}

/** Compares digests, so that the time it takes tells nothing of the token. */
export function tokenChecker(token: string): (headers: IncomingHttpHeaders) => boolean {
	const expected = digest(token);
	return headers => {
		const given = bearerToken(headers);
		return given !== undefined && timingSafeEqual(digest(given), expected);
	};
}

function digest(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** From `Authorization: Bearer`, or from the subprotocol `bearer.<base64url>`. Never from the URL: that ends up in logs. */
function bearerToken(headers: IncomingHttpHeaders): string | undefined {
	const [, fromHeader] = /^bearer +(\S+) *$/i.exec(headers.authorization ?? '') ?? [];
	if (fromHeader !== undefined) {
		return fromHeader;
	}

	const offered = headers['sec-websocket-protocol']
		?.split(',')
		.map(protocol => protocol.trim())
		.find(protocol => protocol.startsWith(subprotocolPrefix));
	return offered === undefined
		? undefined
		: Buffer.from(offered.slice(subprotocolPrefix.length), 'base64url').toString('utf8');
}
