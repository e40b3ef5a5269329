import {wireAlert} from '../protocol/messages/monitoring-data.js';
import {headline, type Notification} from './notification.js';

/** Returns the JSON payload of webhooks. Alerts have the format of the wire protocol. */
export function notificationPayload(notification: Notification) {
	const {id, host, isTest, events} = notification;
	return {
		type: 'notification',
		id,
		host,
		test: isTest,
		text: headline(notification),
		events: events.map(({id: eventId, kind, alert}) => ({
			event: kind,
			event_id: eventId,
			...wireAlert(alert),
			duration: Math.round(alert.durationMs / 1000),
		})),
	} as const;
}
