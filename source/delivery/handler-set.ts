import {setTimeout as sleep} from 'node:timers/promises';
import type {AlertEvent} from '../alerts/alert.js';
import type {ReportProblem} from '../problem.js';
import {createStore, type ReadonlyStore} from '../store.js';
import type {Clock} from './clock.js';
import type {AlertFilter} from './filters.js';
import type {Handler} from './handler.js';
import {memoryJournal, openJournal} from './journal.js';
import {createOutbox, type Outbox} from './outbox.js';
import {idleOutbox, type OutboxState} from './outbox-state.js';
import {defaultPace, type Pace} from './pace.js';
import {wantedEvents} from './selection.js';

/** One handler of a set, and what it has done. */
export type HandlerState = OutboxState & {
	readonly name: string;
	readonly isEnabled: boolean;
};

/** For the screen and the health report. A handler that did nothing keeps its identity. */
export type DeliveryState = {readonly handlers: readonly HandlerState[]};

/** How a set of handlers delivers. All of it is optional. */
export type HandlerSetOptions = {
	/** A directory in which what is undelivered survives a crash; without it, it does not. */
	readonly spoolDirectory?: string | undefined;
	/** Told when a handler fails, and when it works again: `monitor.report` shows it. */
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
};

/** The handlers by name, each with a queue of its own: none can hold up another, nor whoever posts. */
export type HandlerSet = {
	readonly store: ReadonlyStore<DeliveryState>;
	/** In the order they were added. */
	list(): readonly HandlerState[];
	get(name: string): HandlerState | undefined;
	/** Throws when the name is taken. */
	add(handler: Handler, options?: HandlerOptions): void;
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
	/** Gives the events to every handler that wants them. Returns at once. */
	post(events: readonly AlertEvent[], host: string): void;
	/** Tries everything at once; resolves when all is delivered, all that is left has failed, or time is up. */
	flush(deadlineMs: number): Promise<void>;
	/** Flushes, and ends. Does not wait longer for a hung disk either. */
	close(deadlineMs: number): Promise<void>;
};

type Member = {
	readonly outbox: Outbox;
	filters: readonly AlertFilter[];
	isEnabled: boolean;
};

/** An empty set. It delivers nothing by itself: `monitor.follow(deliver(handlers))` gives it the alerts. */
export function createHandlerSet({
	spoolDirectory,
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

	const flush = async (deadlineMs: number): Promise<void> => {
		await within(
			deadlineMs,
			[...members.values()].map(({outbox}) => outbox.flush()),
		);
	};

	return {
		store,
		list: () => store.getState().handlers,
		get: name => store.getState().handlers.find(handler => handler.name === name),
		add(handler, {filters = [], isEnabled = true, timeoutMs} = {}) {
			const {name} = handler;
			if (members.has(name)) {
				throw new Error(`there already is a handler called "${name}"`);
			}

			store.setState(({handlers}) => ({handlers: [...handlers, {...idleOutbox, name, isEnabled}]}));
			const outbox = createOutbox({
				handler,
				journal: spoolDirectory === undefined ? memoryJournal : openJournal({directory: spoolDirectory, name, report}),
				pace: {...defaultPace, ...pace, ...(timeoutMs !== undefined && {timeoutMs})},
				clock,
				random,
				onChange(state) {
					show(name, state);
					report(`handler ${name}`, problemOf(state));
				},
			});
			members.set(name, {outbox, filters, isEnabled});
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
		post(events, host) {
			for (const [name, {outbox, filters, isEnabled}] of members) {
				const {alerts} = outbox.state();
				const wanted = wantedEvents(events, {name, filters, knows: id => alerts.has(id)});
				if (isEnabled && wanted.length > 0) {
					outbox.post(wanted, host);
				}
			}
		},
		flush,
		async close(deadlineMs) {
			await flush(deadlineMs);
			await within(
				deadlineMs,
				[...members.values()].map(({outbox}) => outbox[Symbol.asyncDispose]()),
			);
		},
	};
}

function problemOf({lastError, queued}: OutboxState): string | undefined {
	return lastError === undefined ? undefined : `${lastError}${queued > 0 ? `; ${queued} waiting` : ''}`;
}

async function within(deadlineMs: number, tasks: readonly Promise<void>[]): Promise<void> {
	const finished = new AbortController();
	const late = sleep(deadlineMs, undefined, {signal: finished.signal}).catch(() => {});
	await Promise.race([Promise.all(tasks), late]);
	finished.abort();
}
