import type {Alert, AlertEvent} from '../alerts/alert.js';
import {sleep} from '../support/sleep.js';
import {errorMessage} from '../support/system-error.js';
import type {AlertFilter} from './filters.js';
import type {Handler} from './handler.js';
import {bySeverity, type Notification} from './notification.js';
import {startAttempt} from './queue/attempt.js';
import {createOutbox, type Outbox, type OutboxOptions} from './queue/outbox.js';
import type {OutboxState} from './queue/outbox-state.js';
import type {DeliveryPace} from './queue/pace.js';
import {acceptedEvents, lostEnds, missedEvents} from './queue/selection.js';

/** The state of a handler in a set. */
export type HandlerState = OutboxState & {
	readonly name: string;
	readonly isEnabled: boolean;
};

/** The alerts of one sample. */
export type AlertUpdate = {
	readonly events: readonly AlertEvent[];
	/** All firing alerts. */
	readonly alerts: readonly Alert[];
	/** Host name of the machine. */
	readonly host: string;
	/** Epoch milliseconds, used by filters for hours. */
	readonly timestampMs: number;
	/** Whether `alerts` is complete: an alert of the spool that is not among them has ended. */
	readonly isComplete: boolean;
};

/** The result of sending one notification through one handler. */
export type HandlerResult = {
	readonly name: string;
	readonly isDelivered: boolean;
	/** Reason for a failed delivery. */
	readonly reason: string | undefined;
};

/** The settings of a handler in a set. */
export type MemberSettings = {
	readonly handler: Handler;
	readonly pace: DeliveryPace;
	readonly filters: readonly AlertFilter[];
	readonly isEnabled: boolean;
};

/** A handler of a set with its queue. */
export type Member = {
	readonly outbox: Outbox;
	state(): HandlerState;
	settings(): MemberSettings;
	change(settings: Partial<MemberSettings>): void;
	/**
	Returns whether the handler would deliver a raised alert: it is enabled, the alert names it or no handler, and its
	filters pass.
	*/
	accepts(alert: Alert): boolean;
	/** Queues the events that the handler accepts. */
	post(events: readonly AlertEvent[], host: string, after?: Promise<void>): void;
	/**
	Queues the events and the firing alerts that the receiver has not been notified of. Returns whether anything was
	queued.
	*/
	notify(update: AlertUpdate, after?: Promise<void>): boolean;
	/** Sends immediately, bypassing the queue. Does not reject. */
	send(notification: Notification): Promise<HandlerResult>;
};

/** The options of `createMember`. */
export type MemberOptions = Pick<OutboxOptions, 'log' | 'firing' | 'clock' | 'random'> & {
	readonly settings: MemberSettings;
	readonly onChange: (state: HandlerState) => void;
};

/** Returns a handler with its queue. */
export function createMember({settings: first, onChange, ...options}: MemberOptions): Member {
	const {name} = first.handler;
	let settings = first;
	const state = (): HandlerState => ({...outbox.state(), name, isEnabled: settings.isEnabled});
	const outbox = createOutbox({...options, ...first, onChange: () => onChange(state())});

	const accepted = (events: readonly AlertEvent[], standings = outbox.standings()): readonly AlertEvent[] =>
		settings.isEnabled ? acceptedEvents(events, {name, filters: settings.filters, standings}) : [];

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
		accepts(alert) {
			const event = {id: '', sequence: 0, kind: 'raised', alert, isSilenced: alert.isSilenced} as const;
			return accepted([event], new Map()).length > 0;
		},
		post(events, host, after) {
			outbox.post(accepted(events), host, after);
		},
		notify({events, alerts, host, timestampMs, isComplete}, after) {
			const {filters, isEnabled} = settings;
			const changed = accepted(events);
			const others = alerts.filter(({id}) => !changed.some(({alert}) => alert.id === id));
			const receiver = {name, filters, standings: outbox.standings(), refused: outbox.refused()};
			const missed = isEnabled ? missedEvents(others, timestampMs, receiver) : [];
			const all = bySeverity([...changed, ...missed]);
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
				// Unlike the sleep of the queue, this one keeps the process alive, because a caller waits for the result.
				await startAttempt(signal => handler.send(notification, signal), {timeoutMs, sleep}).outcome;
				return {name, isDelivered: true, reason: undefined};
			} catch (error) {
				return {name, isDelivered: false, reason: errorMessage(error)};
			}
		},
	};
}
