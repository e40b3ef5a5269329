import {createHash, randomBytes} from 'node:crypto';

/**
Identifies a destination without giving it away, for a URL may hold a secret: `SALT:HASH`. With the same salt, the same
destination has the same mark.
*/
export function destinationMark(destination: string, salt = randomBytes(16).toString('hex')): string {
	return `${salt}:${createHash('sha256').update(`${salt}\0${destination}`).digest('hex')}`;
}

export function isMarkOf(mark: string, destination: string): boolean {
	const [salt = ''] = mark.split(':', 1);
	return mark === destinationMark(destination, salt);
}
