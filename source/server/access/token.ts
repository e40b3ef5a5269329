import {createHash, randomBytes, timingSafeEqual} from 'node:crypto';
import type {IncomingHttpHeaders} from 'node:http';

/** The prefix of the subprotocol that contains the token: a browser can set no other header of a WebSocket. */
const subprotocolPrefix = 'bearer.';

const tokenBytes = 16;

/** A token with fewer characters, or fewer different ones, can be guessed. */
const minStrongLength = 16;
const minStrongVariety = 6;

/** The token that clients must send. */
export type Token = {
	/** Compares digests, so that the duration reveals nothing about the token. */
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

/** Generates a token of 128 random bits, encoded for a URL. */
export function generateToken(): string {
	return randomBytes(tokenBytes).toString('base64url');
}

/** Returns whether a token can be guessed. */
export function isWeakToken(token: string): boolean {
	return token.length < minStrongLength || new Set(token).size < minStrongVariety;
}

function digest(token: string): Buffer {
	return createHash('sha256').update(token).digest();
}

/**
Reads the token from `Authorization: Bearer` or the subprotocol `bearer.<base64url>`. URLs are not read: they end up in
logs.
*/
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
