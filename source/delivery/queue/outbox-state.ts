import type {AlertEvent} from '../../alerts/alert.js';
import {maxSeries} from '../../alerts/engine/evaluate.js';
import type {Notification} from '../notification.js';

/** How far the latest event of an alert got. */
export type AlertDelivery =
	| {readonly state: 'waiting' | 'sending' | 'sent'}
	| {readonly state: 'retrying'; readonly nextAttemptAtMs: number; readonly reason: string}
	| {readonly state: 'failed'; readonly reason: string};

/** A notification that was given up. */
export type DeadLetter = {
	readonly notification: Notification;
	/** Epoch milliseconds. */
	readonly atMs: number;
	readonly reason: string;
};

/** What one handler has done and has to do. No secret in it. */
export type OutboxState = {
	/** Notifications that wait, the one being sent included. */
	readonly queued: number;
	/** Events that arrived, since the start. */
	readonly handled: number;
	/** Attempts that failed, since the start. */
	readonly failed: number;
	/** Events that were given up, since the start. */
	readonly dead: number;
	/** The latest of them, newest last; bounded. */
	readonly deadLetters: readonly DeadLetter[];
	/** Why the latest attempt failed; `undefined` when it did not. */
	readonly lastError: string | undefined;
	/** Epoch milliseconds; `undefined` when nothing waits for another attempt. */
	readonly nextAttemptAtMs: number | undefined;
	/** By id of the alert; bounded. */
	readonly alerts: ReadonlyMap<string, AlertDelivery>;
};

export const idleOutbox: OutboxState = {
	queued: 0,
	handled: 0,
	failed: 0,
	dead: 0,
	deadLetters: [],
	lastError: undefined,
	nextAttemptAtMs: undefined,
	alerts: new Map(),
};

const maxDeadLetters = 100;
/** Of all that fire there is room, and for as many that are over. */
const maxAlerts = 2 * maxSeries;

/** Says of each of these alerts how far its latest event got. */
export function markAlerts(
	state: OutboxState,
	events: readonly Pick<AlertEvent, 'alert'>[],
	delivery: AlertDelivery,
): OutboxState {
	const alerts = new Map(state.alerts);
	for (const {alert} of events) {
		// Behind the others: what lasts and is reported again is not forgotten for what is long over.
		alerts.delete(alert.id);
		alerts.set(alert.id, delivery);
	}

	for (const id of [...alerts.keys()].slice(0, -maxAlerts)) {
		alerts.delete(id);
	}

	return {...state, alerts};
}

export function countSent(state: OutboxState, {events}: Notification): OutboxState {
	return {
		...markAlerts(state, events, {state: 'sent'}),
		handled: state.handled + events.length,
		lastError: undefined,
		nextAttemptAtMs: undefined,
	};
}

/** Some recipients have it; the others refused it for good. */
export function countPartly(state: OutboxState, notification: Notification, reason: string): OutboxState {
	return {...countSent(state, notification), failed: state.failed + 1, lastError: reason};
}

export function countRetry(
	state: OutboxState,
	{events}: Notification,
	reason: string,
	nextAttemptAtMs: number,
): OutboxState {
	return {
		...markAlerts(state, events, {state: 'retrying', nextAttemptAtMs, reason}),
		failed: state.failed + 1,
		lastError: reason,
		nextAttemptAtMs,
	};
}

/** Given up: refused for good, or pushed out of a full queue. */
export function countDead(state: OutboxState, {notification, atMs, reason}: DeadLetter): OutboxState {
	const {events} = notification;
	return {
		...markAlerts(state, events, {state: 'failed', reason}),
		dead: state.dead + events.length,
		deadLetters: [...state.deadLetters, {notification, atMs, reason}].slice(-maxDeadLetters),
	};
}
