import type {AlertEvent} from '../alerts/alert.js';
import type {AlertFilter} from './filters.js';

export type Receiver = {
	/** Of the handler. */
	readonly name: string;
	readonly filters: readonly AlertFilter[];
	/** Whether it was given an event of the alert with this id before. */
	knows(alertId: string): boolean;
};

/**
The events that a handler gets. It is never told that something is over that it never heard of. And what it has heard of
it is told the end of, and that it got better, at any hour and level: it would wait for ever.
*/
export function wantedEvents(events: readonly AlertEvent[], {name, filters, knows}: Receiver): readonly AlertEvent[] {
	const wanted: AlertEvent[] = [];
	for (const event of events) {
		const {kind, alert, isSilenced} = event;
		const isForIt = alert.handlers.length === 0 || alert.handlers.includes(name);
		const isKnown = knows(alert.id) || wanted.some(earlier => earlier.alert.id === alert.id);
		if (!isSilenced && isForIt && isDue(kind, isKnown, () => filters.every(passes => passes(alert)))) {
			wanted.push(event);
		}
	}

	return wanted;
}

function isDue(kind: AlertEvent['kind'], isKnown: boolean, passes: () => boolean): boolean {
	switch (kind) {
		case 'cleared':
			return isKnown;
		case 'eased':
			return isKnown || passes();
		case 'raised':
		case 'escalated':
		case 'repeated':
			return passes();
	}
}
