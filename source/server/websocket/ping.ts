import {randomBytes} from 'node:crypto';
import {pingFrame} from './frame.js';

export type Ping = {
	/** The ping frame, including the frames that precede it. */
	readonly bytes: Buffer;
	/** The payload, which the pong contains. */
	readonly payload: Buffer;
};

const payloadBytes = 8;

/** Creates a ping after other frames. Its payload is random, so a client that returns it has read the frames before it. */
export function createPing(...before: readonly Buffer[]): Ping {
	const payload = randomBytes(payloadBytes);
	return {bytes: Buffer.concat([...before, pingFrame(payload)]), payload};
}
