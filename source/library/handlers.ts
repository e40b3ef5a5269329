import {alertDelivery, variants} from '../config/options/handlers.js';
import type {Follower} from '../core/follower.js';
import type {Handler} from '../delivery/handler.js';
import {type ConsoleOptions, consoleHandler as toConsole} from '../delivery/handlers/console.js';
import {emailHandler as byEmail, type EmailOptions} from '../delivery/handlers/email.js';
import {type FileOptions, fileHandler as toFile} from '../delivery/handlers/file.js';
import {functionHandler as toFunction} from '../delivery/handlers/function.js';
import {type SlackOptions, slackHandler as toSlack} from '../delivery/handlers/slack.js';
import {webhookHandler as toWebhook, type WebhookOptions} from '../delivery/handlers/webhook.js';
import {heartbeat as beat, type HeartbeatOptions} from '../delivery/heartbeat.js';
import type {Notification} from '../delivery/notification.js';
import {
	anyText,
	anyToggle,
	callback,
	checkArgument,
	checkOf,
	listOf,
	milliseconds,
	someObject,
	whole,
} from './options.js';

const name = anyText;
const checkConsole = checkOf<ConsoleOptions>('consoleHandler', {
	name,
	hasColor: anyToggle,
	isJournal: anyToggle,
	write: callback,
});

/**
Returns a handler that prints one line per event: yellow or red, and green when the alert is cleared. Do not use it while a
screen is drawn on the same terminal.

@throws TypeError if an option is invalid.
*/
export function consoleHandler(options: ConsoleOptions = {}): Handler {
	checkConsole(options);
	return toConsole(options);
}

const checkFile = checkOf<FileOptions>('fileHandler', {
	name,
	path: variants.file.fields.path,
	maxBytes: whole(1, Number.MAX_SAFE_INTEGER),
	keptFiles: whole(0, 1000),
});

/**
Returns a handler that appends one line of JSON per event to a file that only its owner can read.

@throws TypeError or RangeError if an option is invalid.
*/
export function fileHandler(options: FileOptions): Handler {
	checkFile(options);
	return toFile(options);
}

const {host, port, security, username, password, from, to} = variants.email.fields;
const checkEmail = checkOf<EmailOptions>('emailHandler', {
	name,
	host,
	port,
	security,
	username,
	password,
	from,
	to: {...listOf(to, 1), isRequired: true},
	ca: anyText,
});

/**
Returns a handler that sends plain text over SMTP. All attempts of a notification have the same Message-ID. If a server
accepts only some recipients, the next attempt goes to the others. The handler loads nodemailer when it sends the first
mail.

@throws TypeError or RangeError if an option is invalid.
*/
export function emailHandler(options: EmailOptions): Handler {
	checkEmail(options);
	return byEmail(options);
}

const checkWebhook = checkOf<WebhookOptions>('webhookHandler', {
	name,
	url: variants.webhook.fields.url,
	headers: variants.webhook.fields.headers,
	format: variants.webhook.fields.format,
});

/**
Returns a handler that posts JSON. All attempts of a notification have the same `Idempotency-Key` header.

@throws TypeError if an option is invalid; the message contains no secrets.
*/
export function webhookHandler(options: WebhookOptions): Handler {
	checkWebhook(options);
	return toWebhook(options);
}

const checkSlack = checkOf<SlackOptions>('slackHandler', {
	name,
	url: variants.slack.fields.url,
	channel: variants.slack.fields.channel,
	username: variants.slack.fields.username,
});

/**
Returns a handler that posts to an incoming webhook of Slack, with one attachment per event.

@throws TypeError if an option is invalid; the message contains no secrets.
*/
export function slackHandler(options: SlackOptions): Handler {
	checkSlack(options);
	return toSlack(options);
}

/**
Returns a custom handler. `receive` gets one notification at a time; the notification is delivered when `receive` returns or
its promise resolves. If it throws, the notification is sent again later with the same `id`, unless it throws a final
`DeliveryError`.

@throws TypeError if the name is invalid or `receive` is not a function.
*/
export function functionHandler(
	handlerName: string,
	receive: (notification: Notification, signal: AbortSignal) => void | Promise<void>,
): Handler {
	checkArgument('functionHandler', 'the name', {...name, isRequired: true}, handlerName);
	checkArgument('functionHandler', 'receive', callback, receive);
	return toFunction(handlerName, receive);
}

const checkHeartbeat = checkOf<HeartbeatOptions>('heartbeat', {
	url: {...alertDelivery.heartbeat.fields.url, isRequired: true},
	intervalMs: milliseconds(1),
	report: callback,
	timeoutMs: milliseconds(1),
	clock: someObject,
});

/**
Returns a follower that calls a URL regularly while samples arrive, so that an external service notices if the monitor
stops.

@throws TypeError or RangeError if an option is invalid; the message does not contain the URL.
*/
export function heartbeat(options: HeartbeatOptions): Follower {
	checkHeartbeat(options);
	return beat(options);
}
