import type {AlertEvent} from '../alerts/alert.js';
import {singleLine} from '../support/printable.js';

/** A notification: the events that are sent in one message. It is the same at each attempt. */
export type Notification = {
	/** Unique id. It is the same at each attempt, also after a restart, so that receivers can discard duplicates. */
	readonly id: string;
	/** Name of the measured machine. */
	readonly host: string;
	/** Events in the order they happened, at least one. */
	readonly events: readonly AlertEvent[];
	/** Whether this is a test notification. */
	readonly isTest: boolean;
};

/** The status of an alert in a notification. */
export type Status = 'CRITICAL' | 'WARNING' | 'CLEARED';

const worstFirst: readonly Status[] = ['CRITICAL', 'WARNING', 'CLEARED'];

/** Returns the status of the alert of an event. */
export function statusOf({kind, alert}: AlertEvent): Status {
	return kind === 'cleared' ? 'CLEARED' : alert.level;
}

/** Returns the most severe status of the alerts of a notification, after its last event. */
export function worstStatus({events}: Notification): Status {
	const present = new Set(latestEvents(events).map(statusOf));
	return worstFirst.find(status => present.has(status)) ?? 'CLEARED';
}

/** Returns the last event of each alert. */
export function latestEvents(events: readonly AlertEvent[]): readonly AlertEvent[] {
	return [...new Map(events.map(event => [event.alert.id, event])).values()];
}

/**
Returns the events ordered by the final status of their alerts: CRITICAL, WARNING, CLEARED. Events of one alert keep
their order.
*/
export function bySeverity(events: readonly AlertEvent[]): readonly AlertEvent[] {
	const byAlert = new Map<string, AlertEvent[]>();
	for (const event of events) {
		const others = byAlert.get(event.alert.id);
		byAlert.set(event.alert.id, [...(others ?? []), event]);
	}

	return worstFirst.flatMap(status =>
		[...byAlert.values()].filter(all => all.slice(-1).some(event => statusOf(event) === status)).flat(),
	);
}

/**
Returns a summary in one line: `[CRITICAL] web-01: High memory usage: 91.0% (threshold: 90.0%)`, `[WARNING] web-01: 3
alerts`.
*/
export function headline(notification: Notification): string {
	const {events, host, isTest} = notification;
	const latest = latestEvents(events);
	const [event] = latest;
	const what = latest.length === 1 && event ? event.alert.message : `${latest.length} alerts`;
	return singleLine(`${isTest ? '[TEST] ' : ''}[${worstStatus(notification)}] ${host}: ${what}`, maxHeadline);
}

/** Maximum length of a headline. Mail programs truncate longer subjects. */
const maxHeadline = 200;

/** Returns an event in one line: `CRITICAL, was WARNING: High memory usage: 91.0% (threshold: 90.0%)`. */
export function eventText(event: AlertEvent): string {
	return singleLine(`${statusText(event)}: ${event.alert.message}`);
}

function statusText(event: AlertEvent): string {
	const status = statusOf(event);
	switch (event.kind) {
		case 'raised':
		case 'cleared':
			return status;
		case 'escalated':
			return `${status}, was WARNING`;
		case 'deescalated':
			return `${status}, was CRITICAL`;
		case 'repeated':
			return `still ${status}`;
	}
}
