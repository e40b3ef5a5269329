import type {Handler} from '../handler.js';
import type {Notification} from '../notification.js';

/**
A handler of your own. `receive` gets one notification at a time, and has it when it returns or its promise resolves. What
it throws is tried again later, unless it is a `DeliveryError` that says no; the notification then has the same `id`.
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
