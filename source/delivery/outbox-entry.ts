import {randomUUID} from 'node:crypto';
import type {Notification} from './notification.js';

/** A notification in the queue. */
export type Entry = {
	notification: Notification;
	/** Not tried before, by the monotonic clock. */
	dueMs: number;
	attempts: number;
	/** Whether more events may join: nobody has seen it yet. */
	isOpen: boolean;
};

export function newEntry(host: string, dueMs: number): Entry {
	return {notification: {id: randomUUID(), host, events: [], isTest: false}, dueMs, attempts: 0, isOpen: true};
}

/** What an earlier process left. It may have been seen, so nothing joins it; it has waited long enough. */
export function leftEntry(notification: Notification): Entry {
	return {notification, dueMs: Number.NEGATIVE_INFINITY, attempts: 0, isOpen: false};
}

export function canJoin({isOpen, notification}: Entry, host: string, maxEvents: number): boolean {
	return isOpen && notification.host === host && notification.events.length < maxEvents;
}
