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

/** The state of the handlers, for the screen and the health report. Unchanged handlers keep their identity. */
export type DeliveryState = {readonly handlers: readonly HandlerState[]};

/** The options of `createHandlerSet`. All are optional. */
export type HandlerSetOptions = {
	/** Spool that keeps undelivered notifications and receipts across restarts; see `openSpool`. @default none */
	readonly spool?: Spool | undefined;
	/** Ids of the alerts that were firing when the previous run ended: `firing` of the alert memory. @default unknown */
	readonly firing?: ReadonlySet<string> | undefined;
	/** Called when a handler fails and when it works again; pass `monitor.report` to display the problem. */
	readonly report?: ReportProblem;
	/** Delays, timeouts, retries and limits. */
	readonly pace?: Partial<DeliveryPace> | undefined;
	/** Clock, for tests. */
	readonly clock?: Clock | undefined;
	/** Returns numbers from 0 to 1, for the jitter of retries. @default Math.random */
	readonly random?: (() => number) | undefined;
};

/** The options of a handler in a set. */
export type HandlerOptions = {
	/** Filters that an alert must pass; all must return true. @default none */
	readonly filters?: readonly AlertFilter[] | undefined;
	/** Whether the handler receives alerts. @default true */
	readonly isEnabled?: boolean | undefined;
	/** Timeout of a delivery attempt, in milliseconds. @default 10000 */
	readonly timeoutMs?: number | undefined;
	/** Milliseconds that an alert waits for others to share a message. @default that of the set */
	readonly groupWaitMs?: number | undefined;
};

/**
A set of handlers by name. Each handler has its own queue, so a slow handler delays neither the others nor the caller.
*/
export type HandlerSet = {
	readonly store: ReadonlyStore<DeliveryState>;
	/** Returns the handlers in the order they were added. */
	list(): readonly HandlerState[];
	/** Returns a handler by name. */
	get(name: string): HandlerState | undefined;
	/** Adds a handler. Throws when the name is in use. */
	add(handler: Handler, options?: HandlerOptions): void;
	/**
	Replaces the handler of the same name. The new handler sends the queued notifications and takes over the receipts.
	Throws when there is no handler of that name.
	*/
	replace(handler: Handler, options?: HandlerOptions): void;
	/**
	Removes a handler. Undelivered notifications stay in the spool, for the next handler of that name. Returns `false`
	when there is none.
	*/
	remove(name: string): Promise<boolean>;
	/** Removes all handlers. */
	clear(): Promise<void>;
	/** Enables a handler. */
	enable(name: string): void;
	/** Disables a handler: it gets no new notifications; those in its queue are still delivered. */
	disable(name: string): void;
	enableAll(): void;
	disableAll(): void;
	addFilter(name: string, filter: AlertFilter): void;
	removeFilter(name: string, filter: AlertFilter): void;
	clearFilters(name: string): void;
	/**
	Returns whether a handler would deliver a raised alert: it is enabled, the alert names it or no handler, and its
	filters pass.
	*/
	accepts(name: string, alert: Alert): boolean;
	/**
	Sends a notification immediately and without retries, bypassing the queues, through each enabled handler whose filters
	pass one of its events. A test notification goes to all enabled handlers. Resolves with the result of each; does not
	reject.
	*/
	send(notification: Notification): Promise<readonly HandlerResult[]>;
	/**
	Queues the events at each handler that accepts them. Returns immediately. Nothing is sent before `after` resolves.
	*/
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	/**
	Queues, at each handler, the events and the firing alerts that its receiver has not been notified of. Does nothing
	while another process owns the spool. Returns whether anything was queued.
	*/
	notify(update: AlertUpdate, after?: Promise<void>): boolean;
	/** Resolves when the notifications that an earlier process left are in the queues. */
	recovered(): Promise<void>;
	/** Resolves when all queued notifications are in the spool, or could not be written. */
	settled(): Promise<void>;
	/** Attempts all deliveries immediately. Resolves when all are delivered or have failed, or after `deadlineMs`. */
	flush(deadlineMs: number): Promise<void>;
	/** Flushes the queues and removes the handlers. Waits for a hung disk no longer than `deadlineMs`. */
	close(deadlineMs: number): Promise<void>;
};

/** Returns an empty set of handlers. `monitor.follow(deliver(handlers))` connects it to the alerts of a monitor. */
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
			throw new Error(`no handler is named "${name}"; available: ${known}`);
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
				throw new Error(`a handler named "${name}" already exists`);
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
		accepts: (name, alert) => member(name).accepts(alert),
		async send(notification) {
			const {isTest, events} = notification;
			const receivers = [...members.values()].filter(({settings, accepts}) =>
				isTest ? settings().isEnabled : events.some(({alert}) => accepts(alert)),
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
			// Events that arrive before a handler has read its log are queued with the next sample.
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
