import {createHash} from 'node:crypto';
import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';

/** A notification in the queue. */
export type Entry = {
	notification: Notification;
	/** Not tried before, by the monotonic clock. */
	dueMs: number;
	/** Nor before this is over. */
	after: Promise<void> | undefined;
	attempts: number;
	/** Whether more events may join: nobody has seen it yet. */
	isOpen: boolean;
};

/**
A message that begins with an event. Its id follows from that and from the handler: if a crash makes the event come again,
the message has the same.
*/
export function newEntry(handler: string, host: string, event: AlertEvent, dueMs: number): Entry {
	const id = createHash('sha256').update(`${handler}\0${event.id}`).digest('hex').slice(0, 32);
	return {notification: {id, host, events: [], isTest: false}, dueMs, after: undefined, attempts: 0, isOpen: true};
}

/** What an earlier process left. It may have been seen, so nothing joins it; it has waited long enough. */
export function leftEntry(notification: Notification): Entry {
	return {notification, dueMs: Number.NEGATIVE_INFINITY, after: undefined, attempts: 0, isOpen: false};
}

export function canJoin({isOpen, notification}: Entry, host: string, maxEvents: number): boolean {
	return isOpen && notification.host === host && notification.events.length < maxEvents;
}
