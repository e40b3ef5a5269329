import {alertmanagerPayload} from '../alertmanager-payload.js';
import type {Handler} from '../handler.js';
import {request} from '../http-request.js';
import {notificationPayload} from '../notification-payload.js';

/** Whom to post JSON to, and in which shape. */
export type WebhookOptions = {
	/** @default 'webhook' */
	readonly name?: string;
	/** Where to post to. Counts as a secret. */
	readonly url: string;
	/** Sent with every request. Count as secrets. */
	readonly headers?: Readonly<Record<string, string>> | undefined;
	/** The program's own JSON, or that of Alertmanager (version 4). @default 'json' */
	readonly format?: 'json' | 'alertmanager' | undefined;
};

/** Posts JSON. The header `Idempotency-Key` is the same at every attempt of the same notification. */
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
