import type {Fields} from '../../support/fields.js';
import {type Connection, type ConnectOptions, connect} from '../client/connect.js';
import type {ConnectionStatus} from '../client/connection-status.js';
import type {ServerEvent} from '../client/server-event.js';
import type {Subscription} from '../client/subscription.js';
import type {HostFeed, HostLink, HostListener} from './host-feed.js';
import {summaryMetrics} from './host-summary.js';

/** Options of the connection to a host. */
export type LinkOptions = Pick<ConnectOptions, 'token' | 'ca' | 'reconnect' | 'heartbeat' | 'connectTimeoutMs'>;

export type ServerFeedOptions = {
	/** The name of the host. */
	readonly name: string;
	/** The time between samples while the host is shown, in milliseconds; the server may be slower. */
	readonly intervalMs: number;
	/** The maximum number and age of samples in the history. */
	readonly history: {readonly samples: number; readonly seconds: number};
	/** Whether to request all data even while the host is not viewed, for plain output. */
	readonly isAlwaysFull?: boolean;
};

export type WebSocketFeedOptions = LinkOptions & ServerFeedOptions & {readonly url: string};

/** The time between summaries. */
const summaryIntervalMs = 2000;

const maxPoints = 1000;
const maxHistorySeconds = 3600;

/** Returns a feed of one server that is reached over WebSocket. */
export function webSocketFeed(options: WebSocketFeedOptions): HostFeed {
	return serverFeed(options, subscription => connect(options.url, {...options, subscription}));
}

/**
Returns a feed of one server, and so one host. While the host is not viewed, only a summary is requested, at a longer
interval.
*/
export function serverFeed(
	{name, intervalMs, history, isAlwaysFull = false}: ServerFeedOptions,
	open: (subscription: Subscription) => Connection,
): HostFeed {
	const full: Subscription = {intervalMs};
	const focused: Subscription = {
		...full,
		history: {seconds: Math.min(maxHistorySeconds, history.seconds), points: Math.min(maxPoints, history.samples)},
	};
	const unfocused: Subscription = isAlwaysFull
		? full
		: {intervalMs: Math.max(summaryIntervalMs, intervalMs), metrics: summaryMetrics};
	let connection: Connection | undefined;
	let isFocused = false;
	/** Whether samples until the confirmation of the server are still summaries. */
	let awaitsMore = false;
	let isVersion1 = false;
	/** Whether the server currently sends all data, and the latest message with all data. */
	let isFull = true;
	let latest: Fields | undefined;

	const receive = (event: ServerEvent, listener: HostListener): void => {
		switch (event.type) {
			case 'connected':
				// A server always begins with all data.
				awaitsMore = false;
				isFull = true;
				latest = undefined;
				({isVersion1} = event.server);
				if (!isVersion1 && isFocused) {
					listener.history(name, []);
				}

				break;
			case 'subscribed':
				awaitsMore = false;
				isFull = isFocused || isAlwaysFull;
				// The next sample may take a while, and the server does not repeat the latest one if it was sent with all data.
				if (isFocused && latest) {
					listener.message(name, latest);
				}

				break;
			case 'sample':
				latest = isFull ? event.message : undefined;
				if (!awaitsMore) {
					listener.message(name, event.message);
				}

				break;
			case 'history':
				listener.history(name, event.points);
				break;
			case 'refused':
				// The server then sends all data; only the history may be missing.
				awaitsMore = false;
				listener.history(name, []);
				break;
			default:
		}
	};

	return {
		async run(listener, signal) {
			await using opened = open(isFocused ? focused : unfocused);
			connection = opened;
			const updateLink = (): void => {
				const link = linkOf(opened.status.getState());
				if (link) {
					listener.link(name, link);
				}
			};
			opened.status.subscribe(updateLink);
			updateLink();
			const close = (): void => void opened[Symbol.asyncDispose]();
			signal.addEventListener('abort', close, {once: true});
			if (signal.aborted) {
				close();
			}

			try {
				for await (const event of opened) {
					receive(event, listener);
				}
			} catch {
				// The status contains the reason; the host stays listed with it.
			} finally {
				signal.removeEventListener('abort', close);
				connection = undefined;
			}
		},
		focus(host) {
			if (isFocused === (host !== undefined)) {
				return;
			}

			isFocused = host !== undefined;
			if (connection) {
				awaitsMore = isFocused && isVersion1 && !isAlwaysFull && connection.status.getState().state !== 'lost';
				connection.subscribe(isFocused ? focused : unfocused);
			}
		},
	};
}

/** Returns the link for a status. `undefined` for `stale`: the fleet detects late samples itself. */
function linkOf(status: ConnectionStatus): HostLink | undefined {
	switch (status.state) {
		case 'connecting':
			return {state: 'connecting'};
		case 'live':
			return {state: 'open'};
		case 'stale':
			return undefined;
		case 'lost':
			return {state: 'lost', reason: status.reason, isFinal: status.isFinal, retryAtMs: status.retryAtMs};
		default:
			return status satisfies never;
	}
}
