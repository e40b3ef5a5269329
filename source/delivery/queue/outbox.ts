import type {AlertEvent} from '../../alerts/alert.js';
import {singleLine} from '../../support/printable.js';
import {retryDelayMs} from '../../support/retry-delay.js';
import {errorMessage} from '../../support/system-error.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import type {Notification} from '../notification.js';
import {agreeing} from './agreeing.js';
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

export type OutboxOptions = {
	readonly handler: Handler;
	readonly log: NotificationLog;
	readonly pace: DeliveryPace;
	/** Ids of the alerts that fired when evaluation was last persisted. `undefined`: not known. */
	readonly firing?: ReadonlySet<string> | undefined;
	readonly clock?: Clock | undefined;
	/** From 0 to 1. */
	readonly random?: (() => number) | undefined;
	readonly onChange: (state: OutboxState) => void;
};

/** A disk that takes longer to read holds up no alert. */
const maxRecoveryMs = 1000;

/**
The queue of one handler. Nothing it does is waited for by anybody else.

It is no `RetryQueue`: a message grows while it waits for others to join, has attempts and a pause of its own, can be
aborted or pushed out of its place, and every step is in the log on disk and in the state that the screen shows.
*/
export type Outbox = {
	/**
	Queues events, in order, behind what is there. A repeat of an alert of which something waits is left out: it would say
	the same again. Nothing is sent before `after` resolves.
	*/
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	state(): OutboxState;
	/** What the receiver knows, or will know when what waits has arrived. */
	standings(): Standings;
	/** What the receiver was notified of and not yet of its end. */
	receipts(): Receipts;
	/** Alerts whose latest message was refused: nothing is offered again before the receiver has taken another message. */
	refused(): ReadonlySet<string>;
	/** Whether what an earlier process left is in the queue, as far as it could be read in time. */
	isRecovered(): boolean;
	/** Sends with another handler from the next attempt on. A message that waits for its next attempt is sent at once. */
	use(handler: Handler, pace: DeliveryPace): void;
	/** Resolves when what an earlier process left is in the queue. */
	readonly recovered: Promise<void>;
	/** Resolves when all that waits is on disk, or could not be written. */
	settled(): Promise<void>;
	/** Tries everything at once, without waiting; resolves when nothing is left, or what is left has failed. */
	flush(): Promise<void>;
	/** Breaks off what is being sent; what is undelivered stays in the log. */
	[Symbol.asyncDispose](): Promise<void>;
};

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
	/** Under way. */
	let attempt: Attempt | undefined;
	let isHurried = false;
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

	/** The receiver has taken the first of the queue. */
	const takeOff = (notification: Notification): void => {
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

	/** Resolves when the entry is due, something overtakes it, or everything is to go at once. */
	const untilDue = async ({dueMs, after}: Entry): Promise<void> => {
		if (after) {
			await after;
		}

		const waitMs = dueMs - clock.monotonicMs();
		if (waitMs > 0 && !isHurried && !isEnded) {
			waking = new AbortController();
			await clock.sleep(waitMs, waking.signal);
		}
	};

	const fail = (entry: Entry, error: unknown): void => {
		const {isRetryable, isPartly, retryAfterMs} =
			error instanceof DeliveryError ? error : {isRetryable: true, isPartly: false};
		const reason = singleLine(errorMessage(error), 200);
		if (!isRetryable && isPartly) {
			takeOff(entry.notification);
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

		takeOff(notification);
		change(countSent(state, notification));
	};

	const run = async (): Promise<void> => {
		for (let entry = queue.first(); entry !== undefined && !isEnded; entry = queue.first()) {
			await untilDue(entry);
			// It may have been pushed out of the queue meanwhile, or been woken by something else.
			const isStillDue = isHurried || entry.dueMs <= clock.monotonicMs();
			if (isEnded || queue.first() !== entry || !isStillDue) {
				continue;
			}

			await deliverFirst(entry);
			if (isHurried && queue.first() === entry) {
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

		const kept = firing ? agreeing(found.waiting, firing) : found.waiting;
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
			isHurried = true;
			waking.abort();
			start();
			await running;
			isHurried = false;
			start();
		},
		async [Symbol.asyncDispose]() {
			isEnded = true;
			waking.abort();
			attempt?.abort(new DeliveryError('the monitor ends', {isRetryable: true}));
			await running;
			await log.close();
		},
	};
}
