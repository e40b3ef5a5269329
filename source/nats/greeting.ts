import {connect} from 'node:net';
import type {NatsAddress} from './address.js';

const longestMs = 5000;

/** What every server begins with. */
const greeting = 'INFO ';

/**
Resolves when a NATS server answers there; rejects with why not. The library would give up a server that accepts and says
nothing, but leave the connection open, one more with each attempt.
*/
export async function awaitGreeting({hostname, port}: NatsAddress, signal: AbortSignal): Promise<void> {
	const limit = AbortSignal.timeout(longestMs);
	const socket = connect({host: hostname, port, signal: AbortSignal.any([signal, limit])});
	try {
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
	} catch (error) {
		throw limit.aborted ? new Error(`no answer within ${longestMs / 1000} s`, {cause: error}) : error;
	} finally {
		socket.destroy();
	}
}
