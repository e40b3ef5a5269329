import type {Alert, AlertEvent} from '../alerts/alert.js';
import type {ReportProblem} from '../core/problem.js';
import {createStore, type ReadonlyStore} from '../core/store.js';
import {waitAtMost} from '../support/deadline.js';
import type {AlertFilter} from './filters.js';
import type {Handler} from './handler.js';
import {
	type AlertUpdate,
	createMember,
	type HandlerResult,
	type HandlerState,
	type Member,
	type MemberSettings,
} from './member.js';
import type {Spool} from './memory/spool.js';
import type {Notification} from './notification.js';
import type {Clock} from './queue/clock.js';
import {openLogFile} from './queue/log-file.js';
import {memoryLog} from './queue/notification-log.js';
import type {Outbox} from './queue/outbox.js';
import type {OutboxState} from './queue/outbox-state.js';
import {type DeliveryPace, defaultPace} from './queue/pace.js';

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
	readonly pace?: Partial<DeliveryPace> | undefined;
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
	notify(update: AlertUpdate, after?: Promise<void>): boolean;
	/** Resolves when what an earlier process left is in the queues. */
	recovered(): Promise<void>;
	/** Resolves when all that waits is in the spool, or could not be written. */
	settled(): Promise<void>;
	/** Tries everything at once; resolves when all is delivered, all that is left has failed, or time is up. */
	flush(deadlineMs: number): Promise<void>;
	/** Flushes, and ends. Does not wait longer for a hung disk either. */
	close(deadlineMs: number): Promise<void>;
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

	const settingsOf = (
		handler: Handler,
		{filters = [], isEnabled = true, timeoutMs, groupWaitMs}: HandlerOptions,
	): MemberSettings => ({
		handler,
		filters,
		isEnabled,
		pace: {
			...defaultPace,
			...pace,
			...(timeoutMs !== undefined && {timeoutMs}),
			...(groupWaitMs !== undefined && {groupWaitMs}),
		},
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

	const changeAll = (isEnabled: boolean): void => {
		for (const one of members.values()) {
			one.change({isEnabled});
		}
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
			const {name, destination} = handler;
			if (members.has(name)) {
				throw new Error(`there already is a handler called "${name}"`);
			}

			const added = createMember({
				settings: settingsOf(handler, options),
				log: spool ? openLogFile({spool, name, destination, report}) : memoryLog(),
				firing,
				clock,
				random,
				onChange(state) {
					store.setState(({handlers}) => ({handlers: handlers.map(one => (one.name === name ? state : one))}));
					report(`handler ${name}`, problemOf(state));
				},
			});
			members.set(name, added);
			store.setState(({handlers}) => ({handlers: [...handlers, added.state()]}));
		},
		replace: (handler, options = {}) => member(handler.name).change(settingsOf(handler, options)),
		remove,
		async clear() {
			await Promise.all([...members.keys()].map(remove));
		},
		enable: name => member(name).change({isEnabled: true}),
		disable: name => member(name).change({isEnabled: false}),
		enableAll: () => changeAll(true),
		disableAll: () => changeAll(false),
		addFilter(name, filter) {
			const {settings, change} = member(name);
			change({filters: [...settings().filters, filter]});
		},
		removeFilter(name, filter) {
			const {settings, change} = member(name);
			change({filters: settings().filters.filter(one => one !== filter)});
		},
		clearFilters: name => member(name).change({filters: []}),
		wants: (name, alert) => member(name).wants(alert),
		async send(notification) {
			const {isTest, events} = notification;
			const receivers = [...members.values()].filter(({settings, wants}) =>
				isTest ? settings().isEnabled : events.some(({alert}) => wants(alert)),
			);
			return Promise.all(receivers.map(receiver => receiver.send(notification)));
		},
		post(events, host, after) {
			for (const one of members.values()) {
				one.post(events, host, after);
			}
		},
		notify(update, after) {
			const isOwned = spool?.isOwned() ?? true;
			// What comes before a handler has read its log is found missing in the next sample.
			const ready = [...members.values()].filter(({outbox}) => isOwned && outbox.isRecovered());
			return ready.map(one => one.notify(update, after)).includes(true);
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

function problemOf({lastError, queued}: OutboxState): string | undefined {
	return lastError === undefined ? undefined : `${lastError}${queued > 0 ? `; ${queued} waiting` : ''}`;
}
