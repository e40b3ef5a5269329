import type {AlertEvent} from '../../alerts/alert.js';
import {singleLine} from '../../support/printable.js';
import {retryDelayMs} from '../../support/retry-delay.js';
import {errorMessage} from '../../support/system-error.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import type {Notification} from '../notification.js';
import {type Attempt, startAttempt} from './attempt.js';
import {type Clock, systemClock} from './clock.js';
import type {NotificationLog} from './notification-log.js';
import {
	countDead,
	countPartly,
	countRetry,
	countSent,
	idleOutbox,
	markAlerts,
	type OutboxState,
} from './outbox-state.js';
import type {DeliveryPace} from './pace.js';
import type {Receipts} from './receipts.js';
import type {Standings} from './standing.js';
import {createWaitingMessages, type Entry} from './waiting-messages.js';
import {withoutUnknownEvents} from './without-unknown-events.js';

/** The options of `createOutbox`. */
export type OutboxOptions = {
	readonly handler: Handler;
	readonly log: NotificationLog;
	readonly pace: DeliveryPace;
	/** Ids of the alerts that were firing when the alert states were last persisted. `undefined` when unknown. */
	readonly firing?: ReadonlySet<string> | undefined;
	readonly clock?: Clock | undefined;
	/** Returns numbers from 0 to 1, for jitter. */
	readonly random?: (() => number) | undefined;
	readonly onChange: (state: OutboxState) => void;
};

/** Maximum time that alerts wait until the log is read. */
const maxRecoveryMs = 1000;

/**
The queue of one handler. It runs independently of other handlers.

It does not use `RetryQueue`, because a message grows while it waits for further events, has its own attempts and delay,
can be aborted or discarded, and each step is written to the log on disk and to the displayed state.
*/
export type Outbox = {
	/**
	Appends events to the queue. A `repeated` event is skipped while another event of the same alert waits. Nothing is
	sent before `after` resolves.
	*/
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	state(): OutboxState;
	/** Returns what the receiver knows once all queued notifications are delivered. */
	standings(): Standings;
	/** Returns the alerts that the receiver was notified of and whose end it does not know yet. */
	receipts(): Receipts;
	/**
	Returns the alerts whose latest message was refused. They are not sent again before the receiver accepts another
	message.
	*/
	refused(): ReadonlySet<string>;
	/** Returns whether the log of an earlier process has been read, or the time limit for it is over. */
	isRecovered(): boolean;
	/** Replaces the handler from the next attempt on. A message that waits for a retry is sent immediately. */
	use(handler: Handler, pace: DeliveryPace): void;
	/** Resolves when the notifications that an earlier process left are in the queue. */
	readonly recovered: Promise<void>;
	/** Resolves when all queued notifications are on disk, or could not be written. */
	settled(): Promise<void>;
	/** Attempts all deliveries immediately. Resolves when the queue is empty or an attempt has failed. */
	flush(): Promise<void>;
	/** Aborts the current attempt. Undelivered notifications stay in the log. */
	[Symbol.asyncDispose](): Promise<void>;
};

/** Returns the queue of a handler. */
export function createOutbox({
	handler: firstHandler,
	log,
	pace: firstPace,
	firing,
	clock = systemClock,
	random = Math.random,
	onChange,
}: OutboxOptions): Outbox {
	const queue = createWaitingMessages(firstHandler.name);
	let handler = firstHandler;
	let pace = firstPace;
	let state = idleOutbox;
	let isRecovered = log.isVolatile;
	let running: Promise<void> | undefined;
	let waking = new AbortController();
	/** The current attempt. */
	let attempt: Attempt | undefined;
	let isFlushing = false;
	let isEnded = false;

	const change = (next: OutboxState): void => {
		state = {...next, queued: queue.count()};
		onChange(state);
	};

	const giveUp = (entry: Entry, reason: string): void => {
		const {notification} = entry;
		log.drop(notification.id);
		queue.giveUp(entry, log.receipts());
		change(countDead(state, {notification, atMs: clock.nowMs(), reason}));
	};

	/** Removes the first notification of the queue after its delivery. */
	const markDelivered = (notification: Notification): void => {
		log.deliver(notification);
		queue.take(notification);
	};

	const makeRoom = (): void => {
		while (queue.count() > pace.maxQueued) {
			const oldest = queue.oldest(attempt !== undefined);
			if (oldest === undefined) {
				return;
			}

			giveUp(oldest, 'the queue is full');
			waking.abort();
		}
	};

	/** Resolves when the entry is due, is replaced at the head of the queue, or the queue is flushed. */
	const untilDue = async ({dueMs, after}: Entry): Promise<void> => {
		if (after) {
			await after;
		}

		const waitMs = dueMs - clock.monotonicMs();
		if (waitMs > 0 && !isFlushing && !isEnded) {
			waking = new AbortController();
			await clock.sleep(waitMs, waking.signal);
		}
	};

	const fail = (entry: Entry, error: unknown): void => {
		const {isRetryable, isPartly, retryAfterMs} =
			error instanceof DeliveryError ? error : {isRetryable: true, isPartly: false};
		const reason = singleLine(errorMessage(error), 200);
		if (!isRetryable && isPartly) {
			markDelivered(entry.notification);
			change(countPartly(state, entry.notification, reason));
			return;
		}

		if (!isRetryable) {
			state = {...state, failed: state.failed + 1, lastError: reason, nextAttemptAtMs: undefined};
			giveUp(entry, reason);
			return;
		}

		const delayMs = retryDelayMs(entry.attempts, pace.backoff, random, retryAfterMs);
		entry.dueMs = clock.monotonicMs() + delayMs;
		change(countRetry(state, entry.notification, reason, clock.nowMs() + delayMs));
	};

	const deliverFirst = async (entry: Entry): Promise<void> => {
		entry.isOpen = false;
		entry.attempts += 1;
		const {notification} = entry;
		change(markAlerts({...state, nextAttemptAtMs: undefined}, notification.events, {state: 'sending'}));
		attempt = startAttempt(signal => handler.send(notification, signal), {
			timeoutMs: pace.timeoutMs,
			sleep: clock.sleep,
		});
		try {
			await attempt.outcome;
		} catch (error) {
			if (!isEnded) {
				fail(entry, error);
			}

			return;
		} finally {
			attempt = undefined;
		}

		markDelivered(notification);
		change(countSent(state, notification));
	};

	const run = async (): Promise<void> => {
		for (let entry = queue.first(); entry !== undefined && !isEnded; entry = queue.first()) {
			await untilDue(entry);
			// The entry may have been discarded meanwhile, or the sleep ended early.
			const isStillDue = isFlushing || entry.dueMs <= clock.monotonicMs();
			if (isEnded || queue.first() !== entry || !isStillDue) {
				continue;
			}

			await deliverFirst(entry);
			if (isFlushing && queue.first() === entry) {
				break;
			}
		}

		running = undefined;
	};

	const start = (): void => {
		if (!isEnded && queue.count() > 0) {
			running ??= run();
		}
	};

	const recovered = log.recovered.then(found => {
		isRecovered = true;
		if (isEnded || (found.waiting.length === 0 && found.receipts.size === 0)) {
			return;
		}

		const kept = firing ? withoutUnknownEvents(found.waiting, firing) : found.waiting;
		if (kept !== found.waiting) {
			log.retain(kept);
		}

		queue.addLeft(kept, log.receipts(), attempt !== undefined);
		state = markAlerts(state, [...found.receipts.values()], {state: 'sent'});
		const events = kept.flatMap(notification => notification.events);
		state = markAlerts(state, events, {state: 'waiting'});
		makeRoom();
		change(state);
		waking.abort();
		start();
	});

	const untilRecovered = async (): Promise<void> => {
		const done = new AbortController();
		await Promise.race([recovered, clock.sleep(maxRecoveryMs, done.signal)]);
		done.abort();
		isRecovered = true;
	};
	if (!isRecovered) {
		void untilRecovered();
	}

	return {
		post(events, host, after) {
			const posted = events.filter(
				({kind, alert}) => kind !== 'repeated' || !queue.standings().get(alert.id)?.isWaiting,
			);
			if (posted.length === 0) {
				return;
			}

			const maxEvents = Math.min(pace.maxEvents, handler.maxEvents ?? Number.POSITIVE_INFINITY);
			const dueMs = clock.monotonicMs() + pace.groupWaitMs;
			for (const event of posted) {
				log.add(queue.add(event, {host, maxEvents, dueMs, after}), event);
			}

			state = markAlerts(state, posted, {state: 'waiting'});
			makeRoom();
			change(state);
			start();
		},
		state: () => state,
		standings: queue.standings,
		receipts: log.receipts,
		refused: queue.refused,
		isRecovered: () => isRecovered,
		use(nextHandler, nextPace) {
			handler = nextHandler;
			pace = nextPace;
			const first = queue.first();
			if (first && state.nextAttemptAtMs !== undefined) {
				first.dueMs = clock.monotonicMs();
				waking.abort();
			}
		},
		recovered,
		settled: log.settled,
		async flush() {
			isFlushing = true;
			waking.abort();
			start();
			await running;
			isFlushing = false;
			start();
		},
		async [Symbol.asyncDispose]() {
			isEnded = true;
			waking.abort();
			attempt?.abort(new DeliveryError('mon-tui is shutting down', {isRetryable: true}));
			await running;
			await log.close();
		},
	};
}
