import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';

/**
What an earlier process left, without the events that its evaluation does not know of. Nothing is sent before both are on
disk, so such an event was never sent: the process was killed in between. Evaluation finds it again, under another id.

@param firing ids of the alerts that fired when evaluation was last persisted
*/
export function agreeing(waiting: readonly Notification[], firing: ReadonlySet<string>): readonly Notification[] {
	const last = new Map<string, AlertEvent>();
	for (const {events} of waiting) {
		for (const event of events) {
			last.set(event.alert.id, event);
		}
	}

	const unknown = new Set([...last.values()].filter(({kind, alert}) => (kind === 'cleared') === firing.has(alert.id)));
	return unknown.size === 0
		? waiting
		: waiting
				.map(notification => ({...notification, events: notification.events.filter(event => !unknown.has(event))}))
				.filter(({events}) => events.length > 0);
}
