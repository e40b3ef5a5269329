import {connect, type Socket} from 'node:net';
import {withDeadline} from '../support/deadline.js';
import type {NatsAddress} from './address.js';

const timeoutMs = 5000;

/** The beginning of the first message of every NATS server. */
const greeting = 'INFO ';

/**
Resolves when a NATS server answers at the address; otherwise rejects with the reason. For a server that accepts a
connection and sends nothing, the NATS library would leave one more open connection with each attempt.
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
	let received = '';
	for await (const chunk of socket) {
		received += String(chunk).slice(0, greeting.length);
		if (received.startsWith(greeting)) {
			return;
		}

		if (!greeting.startsWith(received)) {
			throw new Error('the server is not a NATS server');
		}
	}

	throw new Error('the connection was closed');
}
