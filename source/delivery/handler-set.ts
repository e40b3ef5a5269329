import type {Alert, AlertEvent} from '../alerts/alert.js';
import type {ReportProblem} from '../core/problem.js';
import {createStore, type ReadonlyStore} from '../core/store.js';
import {waitAtMost} from '../support/deadline.js';
import {sleep} from '../support/sleep.js';
import {errorMessage} from '../support/system-error.js';
import type {AlertFilter} from './filters.js';
import type {Handler} from './handler.js';
import type {Spool} from './memory/spool.js';
import {gravestFirst, type Notification} from './notification.js';
import {startAttempt} from './queue/attempt.js';
import type {Clock} from './queue/clock.js';
import {memoryLog, openNotificationLog} from './queue/notification-log.js';
import {createOutbox, type Outbox} from './queue/outbox.js';
import type {OutboxState} from './queue/outbox-state.js';
import {defaultPace, type Pace} from './queue/pace.js';
import {lostEnds, missedEvents, wantedEvents} from './queue/selection.js';

/** One handler of a set, and what it has done. */
export type HandlerState = OutboxState & {
	readonly name: string;
	readonly isEnabled: boolean;
};

/** For the screen and the health report. A handler that did nothing keeps its identity. */
export type DeliveryState = {readonly handlers: readonly HandlerState[]};

/** How a set of handlers delivers. All of it is optional. */
export type HandlerSetOptions = {
	/** Where what is undelivered, and who was notified of what, survives a restart; see `openSpool`. @default nowhere */
	readonly spool?: Spool | undefined;
	/** Ids of the alerts that fired when an earlier run ended: `firing` of its memory. @default not known */
	readonly firing?: ReadonlySet<string> | undefined;
	/** Receives the problem of a handler that fails, and its end: `monitor.report` shows it. */
	readonly report?: ReportProblem;
	/** Waits, time-outs, retries and bounds. */
	readonly pace?: Partial<Pace> | undefined;
	/** For tests. */
	readonly clock?: Clock | undefined;
	/** From 0 to 1, for the jitter of retries. @default Math.random */
	readonly random?: (() => number) | undefined;
};

/** What one handler of a set gets, and how long it may take. */
export type HandlerOptions = {
	/** All must agree. @default none */
	readonly filters?: readonly AlertFilter[] | undefined;
	/** @default true */
	readonly isEnabled?: boolean | undefined;
	/** After so many milliseconds an attempt has failed. @default 10000 */
	readonly timeoutMs?: number | undefined;
	/** How long an alert waits for others to share a message. @default that of the set */
	readonly groupWaitMs?: number | undefined;
};

/** The handlers by name, each with a queue of its own: none can hold up another, nor whoever posts. */
export type HandlerSet = {
	readonly store: ReadonlyStore<DeliveryState>;
	/** In the order they were added. */
	list(): readonly HandlerState[];
	get(name: string): HandlerState | undefined;
	/** Throws when the name is taken. */
	add(handler: Handler, options?: HandlerOptions): void;
	/**
	Puts another handler of that name in its place: what waits is sent by the new one, and it knows of the alerts that the
	old one was told of. Throws when there is none.
	*/
	replace(handler: Handler, options?: HandlerOptions): void;
	/** What it has yet to deliver stays in the spool, for the next handler of that name. `false` when there is none. */
	remove(name: string): Promise<boolean>;
	clear(): Promise<void>;
	/** A disabled handler gets nothing new; what it was given before is still delivered. */
	enable(name: string): void;
	disable(name: string): void;
	enableAll(): void;
	disableAll(): void;
	addFilter(name: string, filter: AlertFilter): void;
	removeFilter(name: string, filter: AlertFilter): void;
	clearFilters(name: string): void;
	/** Whether a handler, as it is now, would be given an alert that is raised: it is enabled, meant, and its filters agree. */
	wants(name: string, alert: Alert): boolean;
	/**
	Sends a notification at once and only once, beside the queues, through every enabled handler whose filters agree with one
	of its events; a test goes through all that are enabled. Resolves with what came of each; it does not reject.
	*/
	send(notification: Notification): Promise<readonly HandlerResult[]>;
	/** Gives the events to every handler that wants them. Returns at once. Nothing is sent before `after` resolves. */
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	/**
	Gives every handler what it lacks: the events, and of what else fires that which its receiver was not notified of. Does
	nothing while another process owns the spool. Returns whether there was anything to give.
	*/
	notify(update: Update, after?: Promise<void>): boolean;
	/** Resolves when what an earlier process left is in the queues. */
	recovered(): Promise<void>;
	/** Resolves when all that waits is in the spool, or could not be written. */
	settled(): Promise<void>;
	/** Tries everything at once; resolves when all is delivered, all that is left has failed, or time is up. */
	flush(deadlineMs: number): Promise<void>;
	/** Flushes, and ends. Does not wait longer for a hung disk either. */
	close(deadlineMs: number): Promise<void>;
};

/** What one sample has for the handlers. */
export type Update = {
	readonly events: readonly AlertEvent[];
	/** All that fires. */
	readonly alerts: readonly Alert[];
	/** Name of the machine. */
	readonly host: string;
	/** Epoch milliseconds: filters by the hour go by it. */
	readonly timestampMs: number;
	/** Whether an alert of this spool that is not among `alerts` is over. */
	readonly isComplete: boolean;
};

/** What came of sending one notification through one handler. */
export type HandlerResult = {
	readonly name: string;
	readonly isDelivered: boolean;
	/** Why it was not delivered. */
	readonly reason: string | undefined;
};

type Member = {
	readonly outbox: Outbox;
	handler: Handler;
	timeoutMs: number;
	filters: readonly AlertFilter[];
	isEnabled: boolean;
};

/** An empty set. It delivers nothing by itself: `monitor.follow(deliver(handlers))` gives it the alerts. */
export function createHandlerSet({
	spool,
	firing,
	report = () => undefined,
	pace = {},
	clock,
	random,
}: HandlerSetOptions = {}): HandlerSet {
	const members = new Map<string, Member>();
	const store = createStore<DeliveryState>({handlers: []});

	const member = (name: string): Member => {
		const found = members.get(name);
		if (found === undefined) {
			const known = [...members.keys()].map(key => `"${key}"`).join(', ') || 'none';
			throw new Error(`no handler is called "${name}"; there are ${known}`);
		}

		return found;
	};

	const show = (name: string, change: Partial<HandlerState>): void => {
		store.setState(({handlers}) => ({
			handlers: handlers.map(handler => (handler.name === name ? {...handler, ...change} : handler)),
		}));
	};

	const setEnabled = (name: string, isEnabled: boolean): void => {
		member(name).isEnabled = isEnabled;
		show(name, {isEnabled});
	};

	const paceOf = ({timeoutMs, groupWaitMs}: HandlerOptions): Pace => ({
		...defaultPace,
		...pace,
		...(timeoutMs !== undefined && {timeoutMs}),
		...(groupWaitMs !== undefined && {groupWaitMs}),
	});

	const remove = async (name: string): Promise<boolean> => {
		const removed = members.get(name);
		if (removed === undefined) {
			return false;
		}

		members.delete(name);
		store.setState(({handlers}) => ({handlers: handlers.filter(handler => handler.name !== name)}));
		await removed.outbox[Symbol.asyncDispose]();
		report(`handler ${name}`, undefined);
		return true;
	};

	const each = async (step: (outbox: Outbox) => Promise<void>): Promise<void> => {
		await Promise.all([...members.values()].map(({outbox}) => step(outbox)));
	};

	const isWanted = (name: string, alert: Alert): boolean => {
		const {filters, isEnabled} = member(name);
		const event = {id: '', sequence: 0, kind: 'raised', alert, isSilenced: alert.isSilenced} as const;
		return isEnabled && wantedEvents([event], {name, filters, standings: new Map()}).length > 0;
	};

	const flush = (deadlineMs: number): Promise<void> =>
		waitAtMost(
			deadlineMs,
			each(outbox => outbox.flush()),
		);

	return {
		store,
		list: () => store.getState().handlers,
		get: name => store.getState().handlers.find(handler => handler.name === name),
		add(handler, options = {}) {
			const {name} = handler;
			const {filters = [], isEnabled = true} = options;
			if (members.has(name)) {
				throw new Error(`there already is a handler called "${name}"`);
			}

			const outbox = createOutbox({
				handler,
				log: spool ? openNotificationLog({spool, name, destination: handler.destination, report}) : memoryLog(),
				firing,
				pace: paceOf(options),
				clock,
				random,
				onChange(state) {
					show(name, state);
					report(`handler ${name}`, problemOf(state));
				},
			});
			members.set(name, {outbox, handler, timeoutMs: paceOf(options).timeoutMs, filters, isEnabled});
			store.setState(({handlers}) => ({handlers: [...handlers, {...outbox.state(), name, isEnabled}]}));
		},
		replace(handler, options = {}) {
			const {filters = [], isEnabled = true} = options;
			const replaced = member(handler.name);
			replaced.filters = filters;
			replaced.handler = handler;
			replaced.timeoutMs = paceOf(options).timeoutMs;
			replaced.outbox.use(handler, paceOf(options));
			setEnabled(handler.name, isEnabled);
		},
		remove,
		async clear() {
			await Promise.all([...members.keys()].map(remove));
		},
		enable: name => setEnabled(name, true),
		disable: name => setEnabled(name, false),
		enableAll() {
			for (const name of members.keys()) {
				setEnabled(name, true);
			}
		},
		disableAll() {
			for (const name of members.keys()) {
				setEnabled(name, false);
			}
		},
		addFilter(name, filter) {
			member(name).filters = [...member(name).filters, filter];
		},
		removeFilter(name, filter) {
			member(name).filters = member(name).filters.filter(one => one !== filter);
		},
		clearFilters(name) {
			member(name).filters = [];
		},
		wants: (name, alert) => isWanted(name, alert),
		async send(notification) {
			const receivers = [...members].filter(([name, {isEnabled}]) =>
				notification.isTest ? isEnabled : notification.events.some(({alert}) => isWanted(name, alert)),
			);
			return Promise.all(receivers.map(([name, receiver]) => sendThrough(name, receiver, notification)));
		},
		post(events, host, after) {
			for (const [name, {outbox, filters, isEnabled}] of members) {
				if (isEnabled) {
					outbox.post(wantedEvents(events, {name, filters, standings: outbox.standings()}), host, after);
				}
			}
		},
		notify(update, after) {
			const isOwned = spool?.isOwned() ?? true;
			// What comes before a handler has read its log is found missing in the next sample.
			const ready = [...members].filter(([, {outbox}]) => isOwned && outbox.isRecovered());
			return ready.map(([name, one]) => notifyMember(name, one, update, after)).includes(true);
		},
		recovered: () => each(outbox => outbox.recovered),
		settled: () => each(outbox => outbox.settled()),
		flush,
		async close(deadlineMs) {
			await flush(deadlineMs);
			await waitAtMost(
				deadlineMs,
				each(outbox => outbox[Symbol.asyncDispose]()),
			);
		},
	};
}

function notifyMember(
	name: string,
	{outbox, filters, isEnabled}: Member,
	{events, alerts, host, timestampMs, isComplete}: Update,
	after: Promise<void> | undefined,
): boolean {
	const receiver = {name, filters, standings: outbox.standings(), refused: outbox.refused()};
	const wanted = isEnabled ? wantedEvents(events, receiver) : [];
	const given = new Set(wanted.map(({alert}) => alert.id));
	const others = alerts.filter(({id}) => !given.has(id));
	const missed = isEnabled ? missedEvents(others, timestampMs, receiver) : [];
	const all = gravestFirst([...wanted, ...missed]);
	outbox.post(all, host, after);
	const ends = isComplete ? lostEnds(outbox.receipts(), outbox.standings(), alerts, timestampMs) : [];
	for (const {event, host: ofHost} of ends) {
		outbox.post([event], ofHost, after);
	}

	return all.length + ends.length > 0;
}

async function sendThrough(
	name: string,
	{handler, timeoutMs}: Member,
	notification: Notification,
): Promise<HandlerResult> {
	try {
		// Unlike that of the outbox, it keeps the process alive: a caller waits for the result.
		await startAttempt(signal => handler.send(notification, signal), {timeoutMs, sleep}).outcome;
		return {name, isDelivered: true, reason: undefined};
	} catch (error) {
		return {name, isDelivered: false, reason: errorMessage(error)};
	}
}

function problemOf({lastError, queued}: OutboxState): string | undefined {
	return lastError === undefined ? undefined : `${lastError}${queued > 0 ? `; ${queued} waiting` : ''}`;
}
