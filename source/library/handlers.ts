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
Prints one line an event, yellow or red, green when it is over. Not while a screen is drawn on the same terminal.

@throws TypeError for an option that cannot be used.
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
Appends a line of JSON for every event, to a file that only its owner may read.

@throws TypeError or RangeError for an option that cannot be used.
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
Sends plain text by SMTP. The Message-ID is the same at every attempt of the same notification. When a server takes the
message for some recipients alone, the next attempt goes to the others. Loads nodemailer at the first mail.

@throws TypeError or RangeError for an option that cannot be used.
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
Posts JSON. The header `Idempotency-Key` is the same at every attempt of the same notification.

@throws TypeError for an option that cannot be used, without repeating what is secret.
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
Posts to an incoming webhook of Slack, one attachment an event.

@throws TypeError for an option that cannot be used, without repeating what is secret.
*/
export function slackHandler(options: SlackOptions): Handler {
	checkSlack(options);
	return toSlack(options);
}

/**
A handler of your own. `receive` gets one notification at a time, and has it when it returns or its promise resolves. What
it throws is tried again later, unless it is a `DeliveryError` that says no; the notification then has the same `id`.

@throws TypeError for a name that cannot be used, and for what is no function.
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
Calls a URL regularly as long as samples arrive, so that somebody else notices when they do not: a monitor cannot tell of
its own death.

@throws TypeError or RangeError for an option that cannot be used, without repeating the URL.
*/
export function heartbeat(options: HeartbeatOptions): Follower {
	checkHeartbeat(options);
	return beat(options);
}
