import type {AlertEvent} from '../../alerts/alert.js';
import type {Notification} from '../notification.js';

/**
Returns the recovered notifications without the events that the persisted alert states do not include. An event is sent
only after both are on disk, so such an event was never sent: the process was killed in between. It is evaluated again,
with another id.

@param firing ids of the alerts that were firing when the alert states were last persisted
*/
export function withoutUnknownEvents(
	waiting: readonly Notification[],
	firing: ReadonlySet<string>,
): readonly Notification[] {
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
