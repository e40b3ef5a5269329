import {alertmanagerPayload} from '../alertmanager-payload.js';
import type {Handler} from '../handler.js';
import {request} from '../http-request.js';
import {notificationPayload} from '../notification-payload.js';

/** The options of `webhookHandler`. */
export type WebhookOptions = {
	/** Name of the handler. @default 'webhook' */
	readonly name?: string;
	/** URL to post to. Treated as a secret. */
	readonly url: string;
	/** HTTP headers of each request. Treated as secrets. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** Payload format: mon-tui's JSON, or that of Alertmanager (version 4). @default 'json' */
	readonly format?: 'json' | 'alertmanager' | undefined;
};

/** Returns a handler that posts JSON. All attempts of a notification have the same `Idempotency-Key` header. */
export function webhookHandler({name = 'webhook', url, headers, format = 'json'}: WebhookOptions): Handler {
	return {
		name,
		destination: url,
		async send(notification, signal) {
			const payload = format === 'json' ? notificationPayload(notification) : alertmanagerPayload(notification, name);
			await request(
				{
					url,
					method: 'POST',
					headers: {'content-type': 'application/json', ...headers, 'idempotency-key': notification.id},
					body: JSON.stringify(payload),
				},
				signal,
			);
		},
	};
}
