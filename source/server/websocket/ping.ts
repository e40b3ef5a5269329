import {randomBytes} from 'node:crypto';
import {pingFrame} from './frame.js';

export type Ping = {
	/** As it goes over the wire, with what it follows. */
	readonly bytes: Buffer;
	/** Comes back in the pong. */
	readonly payload: Buffer;
};

const payloadBytes = 8;

/** A ping behind other frames. Nobody can guess its payload, so who sends it back has read what went before. */
export function createPing(...before: readonly Buffer[]): Ping {
	const payload = randomBytes(payloadBytes);
	return {bytes: Buffer.concat([...before, pingFrame(payload)]), payload};
}
