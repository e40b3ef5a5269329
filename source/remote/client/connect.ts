import type {Sample} from '../../core/sample.js';
import {createStore, type ReadonlyStore} from '../../core/store.js';
import {type Backoff, retryDelayMs} from '../../support/retry-delay.js';
import {parseAddress} from './address.js';
import {ConnectionError, closed, type Failure} from './connection-error.js';
import type {ConnectionStatus} from './connection-status.js';
import {type Dial, dial} from './dial.js';
import {createEventQueue} from './event-queue.js';
import {createHistoryProgress} from './history-progress.js';
import type {ServerEvent} from './server-event.js';
import {openSession, type Session} from './session.js';
import {defaultHeartbeat, type Heartbeat} from './silence.js';
import type {Subscription} from './subscription.js';

/** Options of `connect`. All are optional. */
export type ConnectOptions = {
	/** The token, sent as `Authorization: Bearer`. It takes precedence over one in the fragment of the address. */
	readonly token?: string | undefined;
	/** CA certificates in PEM that are trusted instead of those of the system, for example a self-signed certificate. */
	readonly ca?: string | undefined;
	/** The requested data; see `Connection.subscribe`. @default everything, at every tick of the server */
	readonly subscription?: Subscription | undefined;
	/** The maximum time, in milliseconds, from the first packet to the first message of the server. @default 10000 */
	readonly connectTimeoutMs?: number | undefined;
	/** The delays between attempts: random, up to a limit that doubles with each attempt. @default from 1 s to 30 s */
	readonly reconnect?: Partial<Backoff> | undefined;
	/** The duration of a connection, in milliseconds, after which the delays are reset. @default 30000 */
	readonly stableAfterMs?: number | undefined;
	/** The timeouts that detect a dead connection. */
	readonly heartbeat?: Partial<Heartbeat> | undefined;
	/** The maximum number of events queued for a slow reader; the oldest samples are then dropped. @default 64 */
	readonly maxEvents?: number | undefined;
};

/**
A connection to a mon-tui server, or to a server of the first version. It reconnects automatically. The iteration returns
the events in order. It ends when the connection is disposed, and throws a `ConnectionError` if reconnecting makes no sense:
the token is wrong, or, before the first sample, the server is not a mon-tui server. Each event goes to one reader, so do
not iterate concurrently.
*/
export type Connection = AsyncIterable<ServerEvent> &
	AsyncDisposable & {
		/** Host, port and path of the server, for messages. */
		readonly label: string;
		readonly status: ReadonlyStore<ConnectionStatus>;
		/** Iterates over the decoded samples, each once, although a server repeats the latest one after a new subscription. */
		samples(): AsyncIterable<Sample>;
		/** Changes the subscription, also for later connections. A requested history is sent again. */
		subscribe(subscription: Subscription): void;
	};

const defaultBackoff: Backoff = {firstMs: 1000, maxMs: 30_000};

/** Characters that can be sent in a header unchanged. */
const headerText = /^[\x21-\x7e]+$/;

/**
Connects to a server. Throws if `url` is not an address or the token cannot be sent in a header. Later errors are reported
by the status and the iteration.
*/
export function connect(url: string, options: ConnectOptions = {}): Connection {
	const {connectTimeoutMs = 10_000, ca} = options;
	const address = parseAddress(url);
	const token = options.token ?? address.token;
	if (token !== undefined && !headerText.test(token)) {
		throw new Error('the token must consist of printable ASCII characters without spaces');
	}

	return keepConnected(address.label, handlers => dial(address, {token, ca, connectTimeoutMs}, handlers), options);
}

/** Options of `keepConnected`: those of `connect` that apply to any transport. */
export type KeepOptions = Pick<
	ConnectOptions,
	'subscription' | 'reconnect' | 'stableAfterMs' | 'heartbeat' | 'maxEvents'
>;

/** Opens a connection with `dial`, and opens it again whenever it is lost. `label` names the server in errors. */
export function keepConnected(label: string, dialServer: Dial, options: KeepOptions = {}): Connection {
	const {stableAfterMs = 30_000, maxEvents = 64} = options;
	const backoff = {...defaultBackoff, ...options.reconnect};
	const heartbeat = {...defaultHeartbeat, ...options.heartbeat};
	const status = createStore<ConnectionStatus>({state: 'connecting', sinceMs: Date.now()});
	const queue = createEventQueue(maxEvents);
	const progress = createHistoryProgress(() => performance.now());
	let isOver = false;
	let resolveOver = (): void => {};
	const over = new Promise<void>(resolve => {
		resolveOver = resolve;
	});
	let subscription = options.subscription ?? {};
	let session: Session | undefined;
	let retry: NodeJS.Timeout | undefined;
	let failures = 0;
	let wasLive = false;
	let sampleMs = Date.now();
	let isClosed = false;

	const open = (): void => {
		const openedMs = performance.now();
		session = openSession(
			{dial: dialServer, heartbeat, progress, subscription},
			{
				onEvent: event => queue.put(event),
				onFreshness(isFresh) {
					wasLive ||= isFresh;
					sampleMs = isFresh ? Date.now() : sampleMs;
					status.setState(before => freshness(before, isFresh, sampleMs));
				},
				onEnd(failure) {
					session = undefined;
					failures = performance.now() - openedMs >= stableAfterMs ? 1 : failures + 1;
					lose(isClosed ? closed : adjusted(failure));
				},
			},
		);
	};

	/**
	Makes a failure temporary if the server was connected before: it will return, even if another server answers meanwhile.
	*/
	const adjusted = (failure: Failure): Failure => ({
		...failure,
		isFinal: failure.isFinal && (!wasLive || (failure.isFinalForGood ?? false)),
	});

	const lose = (failure: Failure): void => {
		const delayMs = failure.isFinal ? undefined : retryDelayMs(failures, backoff, Math.random, failure.retryAfterMs);
		status.setState(before => lost(before, failure, delayMs === undefined ? undefined : Date.now() + delayMs));
		if (delayMs === undefined) {
			isOver = true;
			queue.end(isClosed ? undefined : new ConnectionError(label, failure));
			resolveOver();
		} else {
			retry = setTimeout(open, delayMs);
		}
	};

	async function* events(): AsyncGenerator<ServerEvent> {
		for (let event = await queue.take(); event; event = await queue.take()) {
			yield event;
		}
	}

	open();

	return {
		label,
		status,
		subscribe(next) {
			subscription = next;
			progress.reset();
			session?.subscribe(next);
		},
		async *samples() {
			let before: Sample | undefined;
			for await (const event of events()) {
				if (event.type === 'sample' && !isSame(event.sample, before)) {
					before = event.sample;
					yield event.sample;
				}
			}
		},
		[Symbol.asyncIterator]: events,
		async [Symbol.asyncDispose]() {
			isClosed = true;
			clearTimeout(retry);
			if (session) {
				session.close();
			} else if (!isOver) {
				lose(closed);
			}

			await over;
		},
	};
}

/** Compares the time too, because a restarted server counts from 1 again. */
function isSame({sequence, snapshot}: Sample, before: Sample | undefined): boolean {
	return sequence === before?.sequence && snapshot.timestampMs === before.snapshot.timestampMs;
}

/** The time of the loss stays while attempts fail. */
function lost(before: ConnectionStatus, {reason, isFinal}: Failure, retryAtMs: number | undefined): ConnectionStatus {
	const sinceMs = before.state === 'lost' ? before.sinceMs : Date.now();
	return {state: 'lost', sinceMs, reason, isFinal, retryAtMs};
}

function freshness(before: ConnectionStatus, isFresh: boolean, sampleMs: number): ConnectionStatus {
	if (isFresh) {
		return before.state === 'live' ? before : {state: 'live', sinceMs: sampleMs};
	}

	return before.state === 'live' ? {state: 'stale', sinceMs: sampleMs} : before;
}
