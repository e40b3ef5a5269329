import {createHash} from 'node:crypto';
import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';
import type {Receipts} from './receipts.js';
import {addStanding, type Standing, type Standings, standingsOf} from './standing.js';

/** A notification that waits, or is being sent. */
export type Entry = {
	notification: Notification;
	/** Not tried before, by the monotonic clock. */
	dueMs: number;
	/** Nor before this is over. */
	after: Promise<void> | undefined;
	attempts: number;
	/** Whether more events may join: no attempt has begun. */
	isOpen: boolean;
};

/** When a message may be sent, and how many events may share it. */
export type AddOptions = Pick<Entry, 'dueMs' | 'after'> & {readonly host: string; readonly maxEvents: number};

/** The messages of one handler that wait, oldest first, and what its receiver knows when they have arrived. */
export type WaitingMessages = {
	first(): Entry | undefined;
	/** The oldest that is not being sent. */
	oldest(isSending: boolean): Entry | undefined;
	count(): number;
	/** Adds an event to the newest message, where it may still join, or begins another. */
	add(event: AlertEvent, options: AddOptions): Notification;
	/** Adds what an earlier process left: behind what is being sent, before all that is newer. */
	addLeft(left: readonly Notification[], receipts: Receipts, isSending: boolean): void;
	/** The receiver has taken the first. */
	take(notification: Notification): void;
	/** A message is given up; the receiver knows what the receipts say. */
	giveUp(entry: Entry, receipts: Receipts): void;
	/** What the receiver knows, or will know when what waits has arrived. */
	standings(): Standings;
	/** Alerts whose latest message was given up: nothing is offered again before the receiver has taken another message. */
	refused(): ReadonlySet<string>;
};

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
A message that begins with an event. Its id follows from that and from the handler: if a crash makes the event come again,
the message has the same.
*/
function newEntry(handler: string, host: string, event: AlertEvent, dueMs: number): Entry {
	const id = createHash('sha256').update(`${handler}\0${event.id}`).digest('hex').slice(0, 32);
	return {notification: {id, host, events: [], isTest: false}, dueMs, after: undefined, attempts: 0, isOpen: true};
}

/** What an earlier process left. It may have been seen, so nothing joins it; it has waited long enough. */
function leftEntry(notification: Notification): Entry {
	return {notification, dueMs: Number.NEGATIVE_INFINITY, after: undefined, attempts: 0, isOpen: false};
}

function canJoin({isOpen, notification}: Entry, host: string, maxEvents: number): boolean {
	return isOpen && notification.host === host && notification.events.length < maxEvents;
}

function concerns({notification}: Entry, alertId: string): boolean {
	return notification.events.some(({alert}) => alert.id === alertId);
}
