import type {Sample} from '../../core/sample.js';
import {createStore, type ReadonlyStore} from '../../core/store.js';
import {type Backoff, retryDelayMs} from '../../support/retry-delay.js';
import {parseAddress} from './address.js';
import {ConnectionError, type Failure} from './connection-error.js';
import type {ConnectionStatus} from './connection-status.js';
import {createHeard} from './heard.js';
import {createMailbox} from './mailbox.js';
import type {ServerEvent} from './server-event.js';
import {openSession, type Session} from './session.js';
import {defaultHeartbeat, type Heartbeat} from './silence.js';
import type {Subscription} from './subscription.js';

/** How to connect, and how to come back. All of it is optional. */
export type ConnectOptions = {
	/** Sent as `Authorization: Bearer`. It goes before one in the fragment of the address. */
	readonly token?: string | undefined;
	/** Certificates of authorities, in PEM, trusted instead of the system's: for a server that signs its own. */
	readonly ca?: string | undefined;
	/** What to ask for; see `Connection.subscribe`. @default everything, at the pace of the server */
	readonly subscription?: Subscription | undefined;
	/** Milliseconds for the way from the first packet to the greeting. @default 10000 */
	readonly connectTimeoutMs?: number | undefined;
	/** The waits between attempts: random, up to a ceiling that doubles. @default from 1 s to 30 s */
	readonly reconnect?: Partial<Backoff> | undefined;
	/** A connection that stood as long, in milliseconds, was a good one: after it the waits begin anew. @default 30000 */
	readonly stableAfterMs?: number | undefined;
	/** When silence counts as a broken connection. */
	readonly heartbeat?: Partial<Heartbeat> | undefined;
	/** Events kept for a reader that is slow; then the oldest samples are left out. @default 64 */
	readonly maxEvents?: number | undefined;
};

/**
A connection to a mon-tui server, or to a server of the first version, that comes back by itself. Iterating gives the events
in their order; it ends when the connection is disposed, and throws a `ConnectionError` when trying again makes no sense: the
token is wrong, or, before the first sample, nothing that answers there is a mon-tui server.
Each event goes to one reader: iterate once, or one after the other.
*/
export type Connection = AsyncIterable<ServerEvent> &
	AsyncDisposable & {
		/** For people: host, port and path of the server. */
		readonly label: string;
		readonly status: ReadonlyStore<ConnectionStatus>;
		/** The samples alone, decoded, each once: a server tells the latest again when it is asked for something else. */
		samples(): AsyncIterable<Sample>;
		/** Asks for something else from now on, and after each interruption. A history is told anew. */
		subscribe(subscription: Subscription): void;
	};

const defaultBackoff: Backoff = {firstMs: 1000, maxMs: 30_000};

/** What stands in a header as it is. */
const headerText = /^[\x21-\x7e]+$/;

const closed: Failure = {reason: 'closed', isFinal: true, isFinalForGood: true};

/** Throws when `url` is no address of a server, and for a token that no header can hold; whatever goes wrong later, the status and the iteration tell. */
export function connect(url: string, options: ConnectOptions = {}): Connection {
	const {connectTimeoutMs = 10_000, stableAfterMs = 30_000, maxEvents = 64, ca} = options;
	const address = parseAddress(url);
	const token = options.token ?? address.token;
	if (token !== undefined && !headerText.test(token)) {
		throw new Error('the token must consist of printable ASCII characters, without blanks');
	}

	const backoff = {...defaultBackoff, ...options.reconnect};
	const heartbeat = {...defaultHeartbeat, ...options.heartbeat};
	const status = createStore<ConnectionStatus>({state: 'connecting', sinceMs: Date.now()});
	const mailbox = createMailbox(maxEvents);
	const heard = createHeard(() => performance.now());
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
			{address, token, ca, connectTimeoutMs, heartbeat, heard, subscription},
			{
				onEvent: event => mailbox.put(event),
				onFreshness(isFresh) {
					wasLive ||= isFresh;
					sampleMs = isFresh ? Date.now() : sampleMs;
					status.setState(before => freshness(before, isFresh, sampleMs));
				},
				onEnd(failure) {
					session = undefined;
					failures = performance.now() - openedMs >= stableAfterMs ? 1 : failures + 1;
					lose(isClosed ? closed : settled(failure));
				},
			},
		);
	};

	/** A server that has answered before comes back, whatever answers in its place meanwhile. */
	const settled = (failure: Failure): Failure => ({
		...failure,
		isFinal: failure.isFinal && (!wasLive || (failure.isFinalForGood ?? false)),
	});

	const lose = (failure: Failure): void => {
		status.setState(before => lost(before, failure));
		if (failure.isFinal) {
			isOver = true;
			mailbox.end(isClosed ? undefined : new ConnectionError(address.label, failure));
			resolveOver();
		} else {
			retry = setTimeout(open, retryDelayMs(failures, backoff, Math.random, failure.retryAfterMs));
		}
	};

	async function* events(): AsyncGenerator<ServerEvent> {
		for (let event = await mailbox.take(); event; event = await mailbox.take()) {
			yield event;
		}
	}

	open();

	return {
		label: address.label,
		status,
		subscribe(next) {
			subscription = next;
			heard.forget();
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

/** A server that was started anew counts from 1 again. */
function isSame({sequence, snapshot}: Sample, before: Sample | undefined): boolean {
	return sequence === before?.sequence && snapshot.timestampMs === before.snapshot.timestampMs;
}

/** The same object while the same failure repeats: listeners are called for changes only. */
function lost(before: ConnectionStatus, {reason, isFinal}: Failure): ConnectionStatus {
	if (before.state !== 'lost') {
		return {state: 'lost', sinceMs: Date.now(), reason, isFinal};
	}

	return before.reason === reason && before.isFinal === isFinal ? before : {...before, reason, isFinal};
}

function freshness(before: ConnectionStatus, isFresh: boolean, sampleMs: number): ConnectionStatus {
	if (isFresh) {
		return before.state === 'live' ? before : {state: 'live', sinceMs: sampleMs};
	}

	return before.state === 'live' ? {state: 'stale', sinceMs: sampleMs} : before;
}
