import type {AlertEvent} from '../alerts/alert.js';
import {singleLine} from '../support/printable.js';

/** What is sent in one message. The same at every attempt. */
export type Notification = {
	/** The same at every attempt, also after a restart: who gets it twice can tell. */
	readonly id: string;
	/** Name of the machine that was measured. */
	readonly host: string;
	/** At least one, in the order they happened. */
	readonly events: readonly AlertEvent[];
	/** Asked for by somebody who wants to see whether alerts arrive. */
	readonly isTest: boolean;
};

export type Status = 'CRITICAL' | 'WARNING' | 'CLEARED';

const worstFirst: readonly Status[] = ['CRITICAL', 'WARNING', 'CLEARED'];

export function statusOf({kind, alert}: AlertEvent): Status {
	return kind === 'cleared' ? 'CLEARED' : alert.level;
}

/** How the gravest of its alerts stands at the end of the notification. */
export function worstStatus({events}: Notification): Status {
	const present = new Set(latestEvents(events).map(statusOf));
	return worstFirst.find(status => present.has(status)) ?? 'CLEARED';
}

/** The last event of each alert. */
export function latestEvents(events: readonly AlertEvent[]): readonly AlertEvent[] {
	return [...new Map(events.map(event => [event.alert.id, event])).values()];
}

/** The same events by how their alerts stand at the end, CRITICAL before WARNING before what is over; those of one alert stay in their order. */
export function gravestFirst(events: readonly AlertEvent[]): readonly AlertEvent[] {
	const byAlert = new Map<string, AlertEvent[]>();
	for (const event of events) {
		const others = byAlert.get(event.alert.id);
		byAlert.set(event.alert.id, [...(others ?? []), event]);
	}

	return worstFirst.flatMap(status =>
		[...byAlert.values()].filter(all => all.slice(-1).some(event => statusOf(event) === status)).flat(),
	);
}

/** `[CRITICAL] web-01: High memory usage: 91.0% (threshold: 90.0%)`, `[WARNING] web-01: 3 alerts`. One line. */
export function headline(notification: Notification): string {
	const {events, host, isTest} = notification;
	const latest = latestEvents(events);
	const [event] = latest;
	const what = latest.length === 1 && event ? event.alert.message : `${latest.length} alerts`;
	return singleLine(`${isTest ? '[TEST] ' : ''}[${worstStatus(notification)}] ${host}: ${what}`, maxHeadline);
}

/** Longer ones are cut by mail programs anyway. */
const maxHeadline = 200;

/** `CRITICAL, was WARNING: High memory usage: 91.0% (threshold: 90.0%)`. One line. */
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
