import type {AlertEvent} from '../../alerts/alert.js';
import {maxSeries} from '../../alerts/engine/evaluate.js';
import type {Notification} from '../notification.js';

/** The delivery state of the latest event of an alert. */
export type AlertDelivery =
	| {readonly state: 'waiting' | 'sending' | 'sent'}
	| {readonly state: 'retrying'; readonly nextAttemptAtMs: number; readonly reason: string}
	| {readonly state: 'failed'; readonly reason: string};

/** A discarded notification. */
export type DeadLetter = {
	readonly notification: Notification;
	/** Time at which it was discarded, in epoch milliseconds. */
	readonly atMs: number;
	readonly reason: string;
};

/** The state and the counts of a handler. It contains no secrets. */
export type OutboxState = {
	/** Notifications in the queue, including the one being sent. */
	readonly queued: number;
	/** Events delivered since the start. */
	readonly handled: number;
	/** Failed delivery attempts since the start. */
	readonly failed: number;
	/** Events discarded since the start. */
	readonly dead: number;
	/** The latest discarded notifications, newest last; at most 100. */
	readonly deadLetters: readonly DeadLetter[];
	/** Error of the latest attempt; `undefined` when it succeeded. */
	readonly lastError: string | undefined;
	/** Time of the next attempt in epoch milliseconds; `undefined` when no retry is scheduled. */
	readonly nextAttemptAtMs: number | undefined;
	/** Delivery states by alert id; bounded. */
	readonly alerts: ReadonlyMap<string, AlertDelivery>;
};

/** The state of a handler before its first notification. */
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
/** Room for all firing alerts and as many cleared ones. */
const maxAlerts = 2 * maxSeries;

/** Returns the state with the delivery state of these alerts changed. */
export function markAlerts(
	state: OutboxState,
	events: readonly Pick<AlertEvent, 'alert'>[],
	delivery: AlertDelivery,
): OutboxState {
	const alerts = new Map(state.alerts);
	for (const {alert} of events) {
		// Moved to the end, so that alerts that have ended are removed before firing ones.
		alerts.delete(alert.id);
		alerts.set(alert.id, delivery);
	}

	for (const id of [...alerts.keys()].slice(0, -maxAlerts)) {
		alerts.delete(id);
	}

	return {...state, alerts};
}

/** Returns the state after a notification was delivered. */
export function countSent(state: OutboxState, {events}: Notification): OutboxState {
	return {
		...markAlerts(state, events, {state: 'sent'}),
		handled: state.handled + events.length,
		lastError: undefined,
		nextAttemptAtMs: undefined,
	};
}

/** Returns the state after some recipients accepted a notification and the others refused it permanently. */
export function countPartly(state: OutboxState, notification: Notification, reason: string): OutboxState {
	return {...countSent(state, notification), failed: state.failed + 1, lastError: reason};
}

/** Returns the state after a failed attempt that will be retried. */
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

/** Returns the state after a notification was discarded: it was refused permanently, or the queue was full. */
export function countDead(state: OutboxState, {notification, atMs, reason}: DeadLetter): OutboxState {
	const {events} = notification;
	return {
		...markAlerts(state, events, {state: 'failed', reason}),
		dead: state.dead + events.length,
		deadLetters: [...state.deadLetters, {notification, atMs, reason}].slice(-maxDeadLetters),
	};
}
