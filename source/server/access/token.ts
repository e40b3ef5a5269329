import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import type {IncomingHttpHeaders} from 'node:http';

/** Marks the token among the subprotocols: a browser can set no other header of a WebSocket. */
const subprotocolPrefix = 'bearer.';

const tokenBytes = 16;

/** Below that a token can be found by trying, in weeks rather than in the age of the universe. */
const minStrongLength = 16;
const minStrongVariety = 6;

/** What clients must know. */
export type Token = {
	/** Compares digests, so that the time it takes says nothing of the token. */
	isRight(given: string): boolean;
	readonly isWeak: boolean;
	digestOf(given: string): Buffer;
};

export function createToken(token: string): Token {
	const expected = digest(token);
	return {
		isRight: given => timingSafeEqual(digest(given), expected),
		isWeak: isWeakToken(token),
		digestOf: digest,
	};
}

/** 128 random bits, as they may stand in a URL. */
export function generateToken(): string {
	return randomBytes(tokenBytes).toString('base64url');
}

/** Whether a token can be found by trying. */
export function isWeakToken(token: string): boolean {
	return token.length < minStrongLength || new Set(token).size < minStrongVariety;
}

function digest(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/** From `Authorization: Bearer`, or from the subprotocol `bearer.<base64url>`. Never from the URL: that ends up in logs. */
export function bearerToken(headers: IncomingHttpHeaders): string | undefined {
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
