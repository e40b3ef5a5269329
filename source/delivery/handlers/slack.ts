import {fieldsOf, textOf} from '../../support/fields.js';
import {parsedJson} from '../../support/reader.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import {request} from '../http-request.js';
import {
	bySeverity,
	eventText,
	headline,
	type Notification,
	type Status,
	statusOf,
	worstStatus,
} from '../notification.js';
import {processTexts} from '../process-texts.js';

/** The options of `slackHandler`. */
export type SlackOptions = {
	/** Name of the handler. @default 'slack' */
	readonly name?: string;
	/** URL of the incoming webhook. A secret. */
	readonly url: string;
	/** Channel to post to. Default: that of the webhook. Only legacy webhooks can post to another channel. */
	readonly channel?: string | undefined;
	/** Displayed sender. Default: that of the webhook. Only legacy webhooks can change it. */
	readonly username?: string | undefined;
};

/** Maximum number of attachments that Slack displays in one message. */
const maxAttachments = 20;

const colors: Readonly<Record<Status, string>> = {CRITICAL: '#d00000', WARNING: '#daa038', CLEARED: '#2eb886'};

const emojis: Readonly<Record<Status, string>> = {
	CRITICAL: ':rotating_light:',
	WARNING: ':warning:',
	CLEARED: ':white_check_mark:',
};

/** Returns a handler that posts to an incoming webhook of Slack, with one attachment per event. */
export function slackHandler({name = 'slack', url, channel, username}: SlackOptions): Handler {
	return {
		name,
		destination: JSON.stringify([url, channel]),
		maxEvents: maxAttachments,
		async send(notification, signal) {
			await request(
				{
					url,
					method: 'POST',
					headers: {'content-type': 'application/json', 'idempotency-key': notification.id},
					body: JSON.stringify(slackPayload(notification, {channel, username})),
					reasonFrom: body => slackReason(body, url),
					refusalIn: body => slackRefusal(body, url),
				},
				signal,
			);
		},
	};
}

/** Returns the JSON payload of a Slack message. */
export function slackPayload(
	notification: Notification,
	{channel, username}: Pick<SlackOptions, 'channel' | 'username'>,
) {
	const {events, host} = notification;
	const emoji = emojis[worstStatus(notification)];
	return {
		...(channel !== undefined && {channel}),
		...(username !== undefined && {username}),
		icon_emoji: emoji,
		text: `${emoji} ${escapeText(headline(notification))}`,
		// Names and messages are plain text, without links, previews or mentions.
		parse: 'none',
		link_names: false,
		unfurl_links: false,
		attachments: bySeverity(events).map(event => {
			const text = escapeText(eventText(event));
			const processes = escapeText(processTexts(event).join('\n'));
			return {
				color: colors[statusOf(event)],
				fallback: text,
				text: `${emojis[statusOf(event)]} ${text}`,
				footer: escapeText(`${host} · ${event.alert.metric}`),
				...(processes !== '' && {fields: [{title: 'Top processes', value: processes, short: false}]}),
				ts: Math.floor(event.alert.timestampMs / 1000),
				mrkdwn_in: [],
			};
		}),
	};
}

/**
Escapes the three characters that Slack requires. The zero-width space keeps `@channel` from notifying all members.
*/
function escapeText(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(/@(?=\S)/g, '@\u200b');
}

/**
Returns Slack's error code, such as `channel_not_found`. Any other body is ignored, because it may repeat secrets.
*/
function slackReason(body: string, url: string): string | undefined {
	const word = body.trim();
	return /^[a-z_]{3,40}$/.test(word) && !url.includes(word) ? word : undefined;
}

/**
Slack's error codes for an invalid message, which are not retried. All others concern the account, the channel or a
temporary failure.
*/
const messageFaults = /^(?:invalid_(?:attachments|blocks|json|payload)|msg_too_long|no_text|too_many_attachments)$/;

/**
Returns the error in a successful response: the Web API of Slack always answers 200, with `{"ok": false, "error":
"channel_not_found"}`.
*/
function slackRefusal(body: string, url: string): DeliveryError | undefined {
	// A webhook answers "ok", which is not JSON.
	const {ok, error} = fieldsOf(parsedJson(body)) ?? {};
	if (ok !== false) {
		return undefined;
	}

	const reason = slackReason(textOf(error) ?? '', url) ?? 'message refused';
	return new DeliveryError(`${new URL(url).host}: ${reason}`, {isRetryable: !messageFaults.test(reason)});
}
