import type {Alert, AlertEvent} from '../alerts/alert.js';
import {sleep} from '../support/sleep.js';
import {errorMessage} from '../support/system-error.js';
import type {AlertFilter} from './filters.js';
import type {Handler} from './handler.js';
import {gravestFirst, type Notification} from './notification.js';
import {startAttempt} from './queue/attempt.js';
import {createOutbox, type Outbox, type OutboxOptions} from './queue/outbox.js';
import type {OutboxState} from './queue/outbox-state.js';
import type {DeliveryPace} from './queue/pace.js';
import {lostEnds, missedEvents, wantedEvents} from './queue/selection.js';

/** One handler of a set, and what it has done. */
export type HandlerState = OutboxState & {
	readonly name: string;
	readonly isEnabled: boolean;
};

/** What one sample has for the handlers. */
export type AlertUpdate = {
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

/** How one handler of a set delivers, and what. */
export type MemberSettings = {
	readonly handler: Handler;
	readonly pace: DeliveryPace;
	readonly filters: readonly AlertFilter[];
	readonly isEnabled: boolean;
};

/** One handler of a set, with its queue: which alerts it gets. */
export type Member = {
	readonly outbox: Outbox;
	state(): HandlerState;
	settings(): MemberSettings;
	change(settings: Partial<MemberSettings>): void;
	/** Whether it would be given an alert that is raised: it is enabled, meant, and its filters agree. */
	wants(alert: Alert): boolean;
	/** Queues those of the events that it wants. */
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	/** Queues what it lacks. Returns whether there was anything. */
	notify(update: AlertUpdate, after?: Promise<void>): boolean;
	/** Sends at once, beside the queue. Does not reject. */
	send(notification: Notification): Promise<HandlerResult>;
};

export type MemberOptions = Pick<OutboxOptions, 'log' | 'firing' | 'clock' | 'random'> & {
	readonly settings: MemberSettings;
	readonly onChange: (state: HandlerState) => void;
};

export function createMember({settings: first, onChange, ...options}: MemberOptions): Member {
	const {name} = first.handler;
	let settings = first;
	const state = (): HandlerState => ({...outbox.state(), name, isEnabled: settings.isEnabled});
	const outbox = createOutbox({...options, ...first, onChange: () => onChange(state())});

	const wanted = (events: readonly AlertEvent[], standings = outbox.standings()): readonly AlertEvent[] =>
		settings.isEnabled ? wantedEvents(events, {name, filters: settings.filters, standings}) : [];

	return {
		outbox,
		state,
		settings: () => settings,
		change(next) {
			settings = {...settings, ...next};
			if (next.handler || next.pace) {
				outbox.use(settings.handler, settings.pace);
			}

			onChange(state());
		},
		wants(alert) {
			const event = {id: '', sequence: 0, kind: 'raised', alert, isSilenced: alert.isSilenced} as const;
			return wanted([event], new Map()).length > 0;
		},
		post(events, host, after) {
			outbox.post(wanted(events), host, after);
		},
		notify({events, alerts, host, timestampMs, isComplete}, after) {
			const {filters, isEnabled} = settings;
			const given = wanted(events);
			const others = alerts.filter(({id}) => !given.some(({alert}) => alert.id === id));
			const receiver = {name, filters, standings: outbox.standings(), refused: outbox.refused()};
			const missed = isEnabled ? missedEvents(others, timestampMs, receiver) : [];
			const all = gravestFirst([...given, ...missed]);
			outbox.post(all, host, after);
			const ends = isComplete ? lostEnds(outbox.receipts(), outbox.standings(), alerts, timestampMs) : [];
			for (const {event, host: ofHost} of ends) {
				outbox.post([event], ofHost, after);
			}

			return all.length + ends.length > 0;
		},
		async send(notification) {
			const {handler, pace} = settings;
			const {timeoutMs} = pace;
			try {
				// Unlike that of the queue, this sleep keeps the process alive: a caller waits for the result.
				await startAttempt(signal => handler.send(notification, signal), {timeoutMs, sleep}).outcome;
				return {name, isDelivered: true, reason: undefined};
			} catch (error) {
				return {name, isDelivered: false, reason: errorMessage(error)};
			}
		},
	};
}
