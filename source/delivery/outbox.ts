import type {AlertEvent} from '../alerts/alert.js';
import {retryDelayMs} from '../retry-delay.js';
import {type Attempt, startAttempt} from './attempt.js';
import {type Clock, systemClock} from './clock.js';
import {DeliveryError} from './delivery-error.js';
import type {Handler} from './handler.js';
import type {Journal} from './journal.js';
import {canJoin, type Entry, leftEntry, newEntry} from './outbox-entry.js';
import {countDead, countRetry, countSent, idleOutbox, markAlerts, type OutboxState} from './outbox-state.js';
import type {Pace} from './pace.js';
import {singleLine} from './single-line.js';

export type OutboxOptions = {
	readonly handler: Handler;
	readonly journal: Journal;
	readonly pace: Pace;
	/** Ids of alerts that the receiver was told of by an earlier process. */
	readonly told?: readonly string[] | undefined;
	readonly clock?: Clock | undefined;
	/** From 0 to 1. */
	readonly random?: (() => number) | undefined;
	readonly onChange: (state: OutboxState) => void;
};

/** The queue of one handler. Nothing it does is waited for by anybody else. */
export type Outbox = {
	/**
	In order, behind what is there; but for what an earlier process left, which comes by itself. `after` resolves when they
	may be sent.
	*/
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	state(): OutboxState;
	/** Sends with another handler from the next attempt on. What waits to be tried again is tried at once. */
	use(handler: Handler, pace: Pace): void;
	/** Resolves when what an earlier process left is in the queue. */
	readonly recovered: Promise<void>;
	/** Resolves when all that waits is on disk, or could not be written. */
	settled(): Promise<void>;
	/** Tries everything at once, without waiting; resolves when nothing is left, or what is left has failed. */
	flush(): Promise<void>;
	/** Breaks off what is being sent; what is undelivered stays in the journal. */
	[Symbol.asyncDispose](): Promise<void>;
};

export function createOutbox({
	handler: firstHandler,
	journal,
	pace: firstPace,
	told = [],
	clock = systemClock,
	random = Math.random,
	onChange,
}: OutboxOptions): Outbox {
	const queue: Entry[] = [];
	let handler = firstHandler;
	let pace = firstPace;
	/** Ids of the events that an earlier process left. */
	const left = new Set<string>();
	let state: OutboxState = {...idleOutbox, alerts: new Map(told.map(id => [id, {state: 'sent'}]))};
	let running: Promise<void> | undefined;
	let waking = new AbortController();
	/** Under way. */
	let attempt: Attempt | undefined;
	let isHurried = false;
	let isEnded = false;

	const change = (next: OutboxState): void => {
		state = {...next, queued: queue.length};
		onChange(state);
	};

	const giveUp = (entry: Entry, reason: string): void => {
		queue.splice(queue.indexOf(entry), 1);
		journal.remove(entry.notification.id);
		change(countDead(state, {notification: entry.notification, atMs: clock.nowMs(), reason}));
	};

	const makeRoom = (): void => {
		while (queue.length > pace.maxQueued) {
			const oldest = queue[attempt ? 1 : 0];
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
		const {isRetryable, retryAfterMs} = error instanceof DeliveryError ? error : {isRetryable: true};
		const reason = singleLine(error instanceof Error ? error.message : String(error), 200);
		if (!isRetryable || entry.attempts >= pace.maxAttempts) {
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
		change(markAlerts({...state, nextAttemptAtMs: undefined}, notification, {state: 'sending'}));
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

		queue.shift();
		journal.remove(notification.id);
		change(countSent(state, notification));
	};

	const run = async (): Promise<void> => {
		for (let entry = queue[0]; entry !== undefined && !isEnded; entry = queue[0]) {
			await untilDue(entry);
			// It may have been pushed out of the queue meanwhile, or been woken by something else.
			const isStillDue = isHurried || entry.dueMs <= clock.monotonicMs();
			if (isEnded || queue[0] !== entry || !isStillDue) {
				continue;
			}

			await deliverFirst(entry);
			if (isHurried && queue[0] === entry) {
				break;
			}
		}

		running = undefined;
	};

	const start = (): void => {
		if (!isEnded && queue.length > 0) {
			running ??= run();
		}
	};

	const recovered = journal.recovered.then(notifications => {
		if (isEnded || notifications.length === 0) {
			return;
		}

		// Behind what is being sent, before all that is newer.
		queue.splice(attempt ? 1 : 0, 0, ...notifications.map(leftEntry));
		for (const notification of notifications) {
			state = markAlerts(state, notification, {state: 'waiting'});
			for (const {id} of notification.events) {
				left.add(id);
			}
		}

		makeRoom();
		change(state);
		waking.abort();
		start();
	});

	return {
		post(events, host, after) {
			for (const event of events) {
				if (left.has(event.id)) {
					continue;
				}

				const last = queue.at(-1);
				const entry =
					last && canJoin(last, host, pace.maxEvents)
						? last
						: newEntry(handler.name, host, event, clock.monotonicMs() + pace.groupWaitMs);
				entry.notification = {...entry.notification, events: [...entry.notification.events, event]};
				entry.after = after;
				if (entry !== last) {
					queue.push(entry);
				}

				journal.add(entry.notification, event);
				state = markAlerts(state, {...entry.notification, events: [event]}, {state: 'waiting'});
			}

			makeRoom();
			change(state);
			start();
		},
		state: () => state,
		use(nextHandler, nextPace) {
			handler = nextHandler;
			pace = nextPace;
			const [first] = queue;
			if (first && state.nextAttemptAtMs !== undefined) {
				first.dueMs = clock.monotonicMs();
				waking.abort();
			}
		},
		recovered,
		settled: () => journal.settled(),
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
			await journal.close();
		},
	};
}
