import {waitAtMost} from '../../support/deadline.js';
import type {Client} from './client.js';

/** Clients get that long to answer; the rest is cut. */
const closeTimeoutMs = 2000;

/** Tells every client that the server stops. Resolves when all are gone. */
export async function closeClients(clients: Iterable<Client>): Promise<void> {
	const leaving = [...clients];
	const closed = Promise.all(leaving.map(client => client.closed()));
	for (const client of leaving) {
		client.close(1001, 'server stops');
	}

	await waitAtMost(closeTimeoutMs, closed);
	for (const client of leaving) {
		client.terminate();
	}

	await closed;
}
