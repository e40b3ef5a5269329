import type {Handler} from '../handler.js';
import type {Notification} from '../notification.js';

/** A handler of your own, for the library. What it throws counts as retryable unless it is a DeliveryError that says no. */
export function functionHandler(
	name: string,
	receive: (notification: Notification, signal: AbortSignal) => void | Promise<void>,
): Handler {
	return {
		name,
		async send(notification, signal) {
			await receive(notification, signal);
		},
	};
}
