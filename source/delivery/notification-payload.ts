import {wireAlert} from '../protocol/messages/monitoring-data.js';
import {headline, type Notification} from './notification.js';

/** The program's own JSON: what a webhook gets. The alerts look as they do on the wire. */
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
