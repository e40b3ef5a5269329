import {setTimeout as sleep} from 'node:timers/promises';
import type {NatsConnection} from '@nats-io/transport-node';
import {type Backoff, retryDelayMs} from '../support/retry-delay.js';
import {systemReason} from '../support/system-error.js';
import type {OpenConnection} from './open.js';

export type LinkOptions = {
	readonly open: OpenConnection;
	/** There is a connection now. */
	readonly onOpen: (connection: NatsConnection) => void;
	/** There is none, and this is why. Called again with every attempt that fails. */
	readonly onAway: (reason: string) => void;
};

const backoff: Backoff = {firstMs: 1000, longestMs: 30_000};

/** A server that drops everybody at once is not hammered. */
const shortestWaitMs = 200;

/** Disposing waits no longer for a server that does not answer. */
const longestGoodbyeMs = 1000;

/** Opens a connection, and another whenever there is none, until disposed. What was given to it is then sent first. */
export function keepConnected({open, onOpen, onAway}: LinkOptions): AsyncDisposable {
	const ending = new AbortController();
	const {signal} = ending;
	let connection: NatsConnection | undefined;

	/** Resolves with why the connection ended. */
	const connect = async (): Promise<string> => {
		connection = await open(signal);
		if (signal.aborted) {
			await connection.close();
			return '';
		}

		onOpen(connection);
		const error = await connection.closed();
		return error ? systemReason(error) : 'the connection was closed';
	};

	const run = async (): Promise<void> => {
		let failures = 0;
		while (!signal.aborted) {
			failures += 1;
			const reason = await connect().then(
				ended => {
					failures = 1;
					return ended;
				},
				error => systemReason(error),
			);
			connection = undefined;
			if (!signal.aborted) {
				onAway(reason);
				const waitMs = retryDelayMs(failures, backoff, Math.random, shortestWaitMs);
				// Referenced: nothing else keeps a program running that only listens to a broker.
				await sleep(waitMs, undefined, {signal}).catch(() => undefined);
			}
		}
	};

	const running = run();

	return {
		async [Symbol.asyncDispose]() {
			ending.abort();
			const goodbye = connection ? connection.flush().finally(() => connection?.close()) : undefined;
			const ended = Promise.allSettled([goodbye, running]);
			// Not unreferenced: what is waited for may be nothing that keeps the program going.
			const limit = new AbortController();
			await Promise.race([ended, sleep(longestGoodbyeMs, undefined, {signal: limit.signal}).catch(() => undefined)]);
			limit.abort();
		},
	};
}
