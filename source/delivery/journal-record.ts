import type {AlertEvent} from '../alerts/alert.js';
import {isAlertEvent} from '../alerts/alert-shape.js';
import type {Notification} from './notification.js';

/** One event joined a notification. */
export function addedRecord({id, host, isTest}: Notification, event: AlertEvent): string {
	return `${JSON.stringify({id, host, ...(isTest && {isTest}), event})}\n`;
}

/** A notification needs no more attempts. */
export function doneRecord(id: string): string {
	return `${JSON.stringify({done: id})}\n`;
}

export function recordsOf(notification: Notification): string {
	return notification.events.map(event => addedRecord(notification, event)).join('');
}

/**
The notifications that are not done, oldest first. Lines that cannot be read are left out: the last one of a program that
was killed, what a damaged disk gives back, what a version with other fields wrote.
*/
export function replayJournal(text: string): readonly Notification[] {
	const notifications = new Map<string, Notification>();
	for (const line of text.split('\n')) {
		const record = parseRecord(line);
		if (record === undefined) {
			continue;
		}

		if ('done' in record) {
			notifications.delete(record.done);
			continue;
		}

		const {event, ...notification} = record;
		const events = notifications.get(record.id)?.events ?? [];
		notifications.set(record.id, {...notification, events: [...events, event]});
	}

	return [...notifications.values()];
}

type JournalRecord = (Omit<Notification, 'events'> & {readonly event: AlertEvent}) | {readonly done: string};

function parseRecord(line: string): JournalRecord | undefined {
	let content: unknown;
	try {
		content = JSON.parse(line);
	} catch {
		return undefined;
	}

	const {id, host, isTest, event, done} = (content ?? {}) as Readonly<Record<string, unknown>>;
	if (typeof done === 'string') {
		return {done};
	}

	return typeof id === 'string' && typeof host === 'string' && isAlertEvent(event)
		? {id, host, isTest: isTest === true, event}
		: undefined;
}
