import type {AlertEvent} from '../alerts/alert.js';
import {singleLine} from './single-line.js';

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

export function worstStatus({events}: Notification): Status {
	const present = new Set(events.map(statusOf));
	return worstFirst.find(status => present.has(status)) ?? 'CLEARED';
}

/** `[CRITICAL] web-01: High memory usage: 91.0% (threshold: 90.0%)`, `[WARNING] web-01: 3 alerts`. One line. */
export function headline(notification: Notification): string {
	const {events, host, isTest} = notification;
	const [event] = events;
	const what = events.length === 1 && event ? event.alert.message : `${events.length} alerts`;
	return singleLine(`${isTest ? '[TEST] ' : ''}[${worstStatus(notification)}] ${host}: ${what}`, longestHeadline);
}

/** Longer ones are cut by mail programs anyway. */
const longestHeadline = 200;

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
		case 'eased':
			return `${status}, was CRITICAL`;
		case 'repeated':
			return `still ${status}`;
	}
}
