import type {AlertEvent} from '../alerts/alert.js';
import type {Told} from '../alerts/event-keeper.js';
import type {ReportProblem} from '../problem.js';
import {createStore, type ReadonlyStore} from '../store.js';
import {within} from '../within.js';
import type {Clock} from './clock.js';
import type {AlertFilter} from './filters.js';
import type {Handler} from './handler.js';
import {memoryJournal, openJournal} from './journal.js';
import {createOutbox, type Outbox} from './outbox.js';
import type {OutboxState} from './outbox-state.js';
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
	/** Which handlers know of which alerts from an earlier run: `told` of what keeps the events. */
	readonly told?: readonly Told[] | undefined;
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
	/** Gives the events to every handler that wants them, to be sent when `after` is over. Returns at once. */
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	/** Which handlers were given events of these alerts. */
	toldOf(alertIds: readonly string[]): readonly Told[];
	/** Resolves when what an earlier process left is in the queues. */
	recovered(): Promise<void>;
	/** Resolves when all that waits is in the spool, or could not be written. */
	settled(): Promise<void>;
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
	told = [],
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

	const flush = (deadlineMs: number): Promise<void> =>
		within(
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
				journal: spoolDirectory === undefined ? memoryJournal : openJournal({directory: spoolDirectory, name, report}),
				told: told.filter(({handlers}) => handlers.includes(name)).map(({alertId}) => alertId),
				pace: paceOf(options),
				clock,
				random,
				onChange(state) {
					show(name, state);
					report(`handler ${name}`, problemOf(state));
				},
			});
			members.set(name, {outbox, filters, isEnabled});
			store.setState(({handlers}) => ({handlers: [...handlers, {...outbox.state(), name, isEnabled}]}));
		},
		replace(handler, options = {}) {
			const {filters = [], isEnabled = true} = options;
			const replaced = member(handler.name);
			replaced.filters = filters;
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
		post(events, host, after) {
			for (const [name, {outbox, filters, isEnabled}] of members) {
				const {alerts} = outbox.state();
				const wanted = wantedEvents(events, {name, filters, knows: id => alerts.has(id)});
				if (isEnabled && wanted.length > 0) {
					outbox.post(wanted, host, after);
				}
			}
		},
		toldOf: alertIds =>
			alertIds.map(alertId => ({
				alertId,
				handlers: [...members].filter(([, {outbox}]) => outbox.state().alerts.has(alertId)).map(([name]) => name),
			})),
		recovered: () => each(outbox => outbox.recovered),
		settled: () => each(outbox => outbox.settled()),
		flush,
		async close(deadlineMs) {
			await flush(deadlineMs);
			await within(
				deadlineMs,
				each(outbox => outbox[Symbol.asyncDispose]()),
			);
		},
	};
}

function problemOf({lastError, queued}: OutboxState): string | undefined {
	return lastError === undefined ? undefined : `${lastError}${queued > 0 ? `; ${queued} waiting` : ''}`;
}
