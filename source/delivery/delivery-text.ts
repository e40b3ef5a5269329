import {formatDuration} from '../format.js';
import type {DeliveryState} from './handler-set.js';
import type {AlertDelivery} from './outbox-state.js';

/** How far the telling of an alert got: `slack sent, ops again in 20s`. Empty when nobody was to be told. */
export function deliveryText({handlers}: DeliveryState, alertId: string, nowMs: number): string {
	return handlers
		.flatMap(({name, alerts}) => {
			const delivery = alerts.get(alertId);
			return delivery ? [`${name} ${stateText(delivery, nowMs)}`] : [];
		})
		.join(', ');
}

function stateText(delivery: AlertDelivery, nowMs: number): string {
	switch (delivery.state) {
		case 'waiting':
		case 'sending':
		case 'sent':
			return delivery.state;
		case 'retrying':
			return `again in ${formatDuration((delivery.nextAttemptAtMs - nowMs) / 1000)}`;
		case 'failed':
			return `failed: ${delivery.reason}`;
	}
}
