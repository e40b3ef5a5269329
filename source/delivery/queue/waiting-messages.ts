import {createHash} from 'node:crypto';
import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';
import type {Receipts} from './receipts.js';
import {addStanding, type Standing, type Standings, standingsOf} from './standing.js';

/** A notification that waits to be sent, or is being sent. */
export type Entry = {
	notification: Notification;
	/** Monotonic time before which it is not sent. */
	dueMs: number;
	/** It is not sent before this promise resolves. */
	after: Promise<void> | undefined;
	attempts: number;
	/** Whether events can be added, because no attempt has begun. */
	isOpen: boolean;
};

/** The options of `WaitingMessages.add`. */
export type AddOptions = Pick<Entry, 'dueMs' | 'after'> & {readonly host: string; readonly maxEvents: number};

/** The queued messages of one handler, oldest first, with the standings of its receiver. */
export type WaitingMessages = {
	/** Returns the oldest message. */
	first(): Entry | undefined;
	/** Returns the oldest message that is not being sent. */
	oldest(isSending: boolean): Entry | undefined;
	count(): number;
	/** Adds an event to the newest message, if it is open, or to a new message. */
	add(event: AlertEvent, options: AddOptions): Notification;
	/** Adds messages that an earlier process left: after the one being sent, before all newer ones. */
	addLeft(left: readonly Notification[], receipts: Receipts, isSending: boolean): void;
	/** Removes the first message after its delivery. */
	take(notification: Notification): void;
	/** Discards a message. The standings are computed again from the receipts. */
	giveUp(entry: Entry, receipts: Receipts): void;
	/** Returns what the receiver knows once all queued messages are delivered. */
	standings(): Standings;
	/**
	Returns the alerts whose latest message was discarded. They are not sent again before the receiver accepts another
	message.
	*/
	refused(): ReadonlySet<string>;
};

/** Returns an empty queue. */
export function createWaitingMessages(handler: string): WaitingMessages {
	const queue: Entry[] = [];
	const refused = new Set<string>();
	let standings = new Map<string, Standing>();

	const recount = (receipts: Receipts): void => {
		standings = standingsOf(
			receipts,
			queue.map(({notification}) => notification),
		);
	};

	return {
		first: () => queue[0],
		oldest: isSending => queue[isSending ? 1 : 0],
		count: () => queue.length,
		add(event, {host, maxEvents, dueMs, after}) {
			const last = queue.at(-1);
			const entry = last && canJoin(last, host, maxEvents) ? last : newEntry(handler, host, event, dueMs);
			entry.notification = {...entry.notification, events: [...entry.notification.events, event]};
			entry.after = after;
			if (entry !== last) {
				queue.push(entry);
			}

			addStanding(standings, {events: [event]});
			return entry.notification;
		},
		addLeft(left, receipts, isSending) {
			queue.splice(isSending ? 1 : 0, 0, ...left.map(leftEntry));
			recount(receipts);
		},
		take({events}) {
			queue.shift();
			refused.clear();
			for (const {alert} of events) {
				const standing = standings.get(alert.id);
				if (standing && !queue.some(entry => concerns(entry, alert.id))) {
					standings.set(alert.id, {...standing, isWaiting: false});
				}
			}
		},
		giveUp(entry, receipts) {
			queue.splice(queue.indexOf(entry), 1);
			recount(receipts);
			for (const {alert} of entry.notification.events) {
				refused.add(alert.id);
			}
		},
		standings: () => standings,
		refused: () => refused,
	};
}

/**
Returns a message for a first event. Its id is derived from the handler and the event, so that it is the same when the
event is posted again after a crash.
*/
function newEntry(handler: string, host: string, event: AlertEvent, dueMs: number): Entry {
	const id = createHash('sha256').update(`${handler}\0${event.id}`).digest('hex').slice(0, 32);
	return {notification: {id, host, events: [], isTest: false}, dueMs, after: undefined, attempts: 0, isOpen: true};
}

/**
Returns an entry for a message that an earlier process left. It may have been sent before, so no events are added and it
is due immediately.
*/
function leftEntry(notification: Notification): Entry {
	return {notification, dueMs: Number.NEGATIVE_INFINITY, after: undefined, attempts: 0, isOpen: false};
}

function canJoin({isOpen, notification}: Entry, host: string, maxEvents: number): boolean {
	return isOpen && notification.host === host && notification.events.length < maxEvents;
}

function concerns({notification}: Entry, alertId: string): boolean {
	return notification.events.some(({alert}) => alert.id === alertId);
}
