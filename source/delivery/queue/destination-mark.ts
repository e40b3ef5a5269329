import {createHash, randomBytes} from 'node:crypto';

/**
Returns a salted hash of a destination, as `SALT:HASH`. It identifies the destination without revealing it, because a
URL may contain a secret.
*/
export function destinationMark(destination: string, salt = randomBytes(16).toString('hex')): string {
	return `${salt}:${createHash('sha256').update(`${salt}\0${destination}`).digest('hex')}`;
}

/** Returns whether a mark was made from this destination. */
export function isMarkOf(mark: string, destination: string): boolean {
	const [salt = ''] = mark.split(':', 1);
	return mark === destinationMark(destination, salt);
}
