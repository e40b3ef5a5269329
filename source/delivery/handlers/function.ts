import type {Handler} from '../handler.js';
import type {Notification} from '../notification.js';

/**
Returns a custom handler that calls `receive` for one notification at a time. A notification is delivered when `receive`
returns or its promise resolves. When it throws, the notification is retried later with the same `id`, unless the error
is a `DeliveryError` that is not retryable.
*/
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
