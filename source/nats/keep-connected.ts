import type {NatsConnection} from '@nats-io/transport-node';
import {waitAtMost} from '../support/deadline.js';
import {type Backoff, retryDelayMs} from '../support/retry-delay.js';
import {sleep} from '../support/sleep.js';
import {systemReason} from '../support/system-error.js';
import type {OpenConnection} from './open.js';

export type LinkOptions = {
	readonly open: OpenConnection;
	/** Called when a connection is open. */
	readonly onOpen: (connection: NatsConnection) => void;
	/** Called with the reason when the connection is lost, and after each failed attempt. */
	readonly onAway: (reason: string) => void;
};

const backoff: Backoff = {firstMs: 1000, maxMs: 30_000};

/** The minimum delay between attempts, for a server that closes all connections immediately. */
const minWaitMs = 200;

/** The maximum time that disposing waits for a server that does not answer. */
const shutdownTimeoutMs = 1000;

/** Opens a connection and reopens it when it is lost, until disposed. Disposing sends pending messages first. */
export function keepConnected({open, onOpen, onAway}: LinkOptions): AsyncDisposable {
	const ending = new AbortController();
	const {signal} = ending;
	let connection: NatsConnection | undefined;

	/** Resolves with the reason when the connection ends. */
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
				const waitMs = retryDelayMs(failures, backoff, Math.random, minWaitMs);
				// Referenced: nothing else keeps a program running that only subscribes to a broker.
				await sleep(waitMs, signal);
			}
		}
	};

	const running = run();

	return {
		async [Symbol.asyncDispose]() {
			ending.abort();
			const flushed = connection ? connection.flush().finally(() => connection?.close()) : undefined;
			await waitAtMost(shutdownTimeoutMs, Promise.allSettled([flushed, running]));
		},
	};
}
