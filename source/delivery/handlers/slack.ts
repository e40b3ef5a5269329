import {fieldsOf, textOf} from '../../support/fields.js';
import {parsedJson} from '../../support/reader.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import {request} from '../http-request.js';
import {
	eventText,
	gravestFirst,
	headline,
	type Notification,
	type Status,
	statusOf,
	worstStatus,
} from '../notification.js';
import {processTexts} from '../process-texts.js';

/** Where and as whom to post to Slack. */
export type SlackOptions = {
	/** @default 'slack' */
	readonly name?: string;
	/** The incoming webhook. A secret: who has it can post. */
	readonly url: string;
	/** Old webhooks alone can post elsewhere than where they were made for. */
	readonly channel?: string | undefined;
	readonly username?: string | undefined;
};

/** Slack shows no more in one message; what is left goes into the next. */
const maxAttachments = 20;

const colors: Readonly<Record<Status, string>> = {CRITICAL: '#d00000', WARNING: '#daa038', CLEARED: '#2eb886'};

const emojis: Readonly<Record<Status, string>> = {
	CRITICAL: ':rotating_light:',
	WARNING: ':warning:',
	CLEARED: ':white_check_mark:',
};

/** Posts to an incoming webhook of Slack, one attachment an event. */
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
		// Names and messages are text: nothing in them becomes a link, a preview or a mention.
		parse: 'none',
		link_names: false,
		unfurl_links: false,
		attachments: gravestFirst(events).map(event => {
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

/** Slack wants these three escaped; the invisible space keeps `@channel` from calling everybody. */
function escapeText(text: string): string {
	return text
		.replaceAll('&', '&amp;')
		.replaceAll('<', '&lt;')
		.replaceAll('>', '&gt;')
		.replaceAll(/@(?=\S)/g, '@\u200b');
}

/** Slack says why in one word, such as `channel_not_found`. Anything else may be a stranger that repeats what it got. */
function slackReason(body: string, url: string): string | undefined {
	const word = body.trim();
	return /^[a-z_]{3,40}$/.test(word) && !url.includes(word) ? word : undefined;
}

/** What these words of Slack say is wrong is the message; anything else is the account, the channel or the moment. */
const messageFaults = /^(?:invalid_(?:attachments|blocks|json|payload)|msg_too_long|no_text|too_many_attachments)$/;

/** The methods of Slack's Web API answer 200 to everything: `{"ok": false, "error": "channel_not_found"}`. */
function slackRefusal(body: string, url: string): DeliveryError | undefined {
	// A webhook answers "ok", which is no JSON.
	const {ok, error} = fieldsOf(parsedJson(body)) ?? {};
	if (ok !== false) {
		return undefined;
	}

	const reason = slackReason(textOf(error) ?? '', url) ?? 'the message is refused';
	return new DeliveryError(`${new URL(url).host}: ${reason}`, {isRetryable: !messageFaults.test(reason)});
}
