import {waitAtMost} from '../../support/deadline.js';
import type {Client} from './client.js';

/** The time that clients have to close the connection. Afterwards, it is terminated. */
const closeTimeoutMs = 2000;

/** Closes all connections because the server stops. Resolves when all are closed. */
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
