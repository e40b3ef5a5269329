import type {Handler} from '../handler.js';
import {request} from '../http-request.js';
import {eventText, headline, type Notification, type Status, statusOf, worstStatus} from '../notification.js';
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

/** Slack asks for no more in one message. */
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
		async send(notification, signal) {
			await request(
				{
					url,
					method: 'POST',
					headers: {'content-type': 'application/json', 'idempotency-key': notification.id},
					body: JSON.stringify(slackPayload(notification, {channel, username})),
					reasonFrom: body => slackReason(body, url),
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
	const extent = events.length > maxAttachments ? ` (the first ${maxAttachments} are shown)` : '';
	return {
		...(channel !== undefined && {channel}),
		...(username !== undefined && {username}),
		icon_emoji: emoji,
		text: `${emoji} ${escapeText(headline(notification))}${extent}`,
		// Names and messages are text: nothing in them becomes a link, a preview or a mention.
		parse: 'none',
		link_names: false,
		unfurl_links: false,
		attachments: events.slice(0, maxAttachments).map(event => {
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
