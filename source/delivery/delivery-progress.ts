import type {DeliveryProgress, Undelivered} from '../alerts/delivery-progress.js';
import type {DeliveryState} from './handler-set.js';
import {headline} from './notification.js';
import type {AlertDelivery} from './queue/outbox-state.js';

/** Returns the delivery state of an alert at each of its handlers, in the order of the handlers. */
export function progressOf({handlers}: DeliveryState, alertId: string, nowMs: number): readonly DeliveryProgress[] {
	return handlers.flatMap(({name, alerts}) => {
		const delivery = alerts.get(alertId);
		return delivery ? [{handler: name, ...partOf(delivery, nowMs)}] : [];
	});
}

function partOf(delivery: AlertDelivery, nowMs: number) {
	return delivery.state === 'retrying'
		? {
				state: delivery.state,
				inSeconds: Math.max(0, (delivery.nextAttemptAtMs - nowMs) / 1000),
				reason: delivery.reason,
			}
		: delivery;
}

/** Returns the notifications that have not been delivered. */
export function undelivered({handlers}: DeliveryState): Undelivered {
	return {
		retrying: handlers.reduce((sum, {queued, lastError}) => sum + (lastError === undefined ? 0 : queued), 0),
		lost: handlers.reduce((sum, {dead}) => sum + dead, 0),
		lostMessages: handlers
			.flatMap(({name, deadLetters}) =>
				deadLetters
					.slice(-maxListed)
					.map(({notification, atMs, reason}) => ({handler: name, atMs, text: headline(notification), reason})),
			)
			.sort((left, right) => right.atMs - left.atMs)
			.slice(0, maxListed),
	};
}

const maxListed = 10;
