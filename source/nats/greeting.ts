import {connect, type Socket} from 'node:net';
import {withDeadline} from '../support/deadline.js';
import type {NatsAddress} from './address.js';

const timeoutMs = 5000;

/** What every server begins with. */
const greeting = 'INFO ';

/**
Resolves when a NATS server answers there; rejects with why not. The library would give up a server that accepts and says
nothing, but leave the connection open, one more with each attempt.
*/
export async function awaitGreeting({hostname, port}: NatsAddress, signal: AbortSignal): Promise<void> {
	const socket = connect({host: hostname, port, signal});
	try {
		await withDeadline(timeoutMs, readGreeting(socket));
	} finally {
		socket.destroy();
	}
}

async function readGreeting(socket: Socket): Promise<void> {
	let heard = '';
	for await (const chunk of socket) {
		heard += String(chunk).slice(0, greeting.length);
		if (heard.startsWith(greeting)) {
			return;
		}

		if (!greeting.startsWith(heard)) {
			throw new Error('what answers there is no NATS server');
		}
	}

	throw new Error('the connection was closed');
}
