import type {Fields} from '../../support/fields.js';
import {type Connection, type ConnectOptions, connect} from '../client/connect.js';
import type {ConnectionStatus} from '../client/connection-status.js';
import type {ServerEvent} from '../client/server-event.js';
import type {Subscription} from '../client/subscription.js';
import type {HostFeed, HostLink, HostListener} from './host-feed.js';
import {summaryMetrics} from './host-summary.js';

/** How a host is reached. */
export type LinkOptions = Pick<ConnectOptions, 'token' | 'ca' | 'reconnect' | 'heartbeat' | 'connectTimeoutMs'>;

export type WebSocketFeedOptions = LinkOptions & {
	readonly url: string;
	/** What the host is called. */
	readonly name: string;
	/** Milliseconds between samples while the host is shown; the server may be slower. */
	readonly intervalMs: number;
	/** How many samples of history are worth having, and how old they may be. */
	readonly history: {readonly samples: number; readonly seconds: number};
	/** Everything is wanted even while nobody looks: for plain output. */
	readonly isAlwaysFull?: boolean;
};

/** Between summaries. */
const summaryIntervalMs = 2000;

const maxPoints = 1000;
const maxHistorySeconds = 3600;

/** One server, and so one host. While nobody looks at it the server is asked for little, and seldom. */
export function webSocketFeed(options: WebSocketFeedOptions): HostFeed {
	const {url, name, intervalMs, history, isAlwaysFull = false} = options;
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
	/** What comes until the server confirms is still the little that was asked for before. */
	let awaitsMore = false;
	let isVersion1 = false;
	/** Whether the server sends everything as things are, and what came last while it did. */
	let isFull = true;
	let latest: Fields | undefined;

	const hear = (event: ServerEvent, listener: HostListener): void => {
		switch (event.type) {
			case 'connected':
				// Whatever was asked, a server begins with everything.
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
				// The next may be a while off, and to whom it sent the latest in full a server does not send it again.
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
				// It sends everything, then; the history alone may be missing.
				awaitsMore = false;
				listener.history(name, []);
				break;
			default:
		}
	};

	return {
		async run(listener, signal) {
			await using opened = connect(url, {...options, subscription: isFocused ? focused : unfocused});
			connection = opened;
			const tell = (): void => {
				const link = linkOf(opened.status.getState());
				if (link) {
					listener.link(name, link);
				}
			};
			opened.status.subscribe(tell);
			tell();
			const close = (): void => void opened[Symbol.asyncDispose]();
			signal.addEventListener('abort', close, {once: true});
			if (signal.aborted) {
				close();
			}

			try {
				for await (const event of opened) {
					hear(event, listener);
				}
			} catch {
				// The status has said why; the host stays listed with it.
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

/** That samples are late is seen by the fleet itself. */
function linkOf(status: ConnectionStatus): HostLink | undefined {
	switch (status.state) {
		case 'connecting':
			return {state: 'connecting'};
		case 'live':
			return {state: 'open'};
		case 'stale':
			return undefined;
		case 'lost':
			return {state: 'lost', reason: status.reason, isFinal: status.isFinal};
		default:
			return status satisfies never;
	}
}
