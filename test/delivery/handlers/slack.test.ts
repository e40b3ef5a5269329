import assert from 'node:assert/strict';
import test from 'node:test';
import {slackHandler, slackPayload} from '../../../source/delivery/handlers/slack.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {burst, eventOf} from '../../helpers/alert-events.js';
import {openReceiver} from '../../helpers/http-receiver.js';

const signal = new AbortController().signal;
const notification: Notification = {id: 'n-1', host: 'web-01', events: [eventOf('raised')], isTest: false};
const place = {channel: undefined, username: undefined};

test('Slack gets an attachment an event, with a colour and a sign for its level', async () => {
	await using receiver = await openReceiver(200);
	const url = `${receiver.origin}/services/T0/B0/s3cret`;
	const events = [
		eventOf('raised'),
		eventOf('escalated', {level: 'CRITICAL', message: 'Critical memory usage: 91.0% (threshold: 90.0%)'}),
		eventOf('cleared', {message: 'Memory usage is back to normal'}),
	];
	await slackHandler({name: 'slack', url, channel: '#ops', username: 'mon-tui'}).send(
		{...notification, events},
		signal,
	);
	const body = JSON.parse(receiver.requests[0]?.body ?? '');
	assert.equal(receiver.requests[0]?.path, '/services/T0/B0/s3cret');
	assert.equal(receiver.requests[0]?.headers['idempotency-key'], 'n-1');
	assert.equal(body.channel, '#ops');
	assert.equal(body.username, 'mon-tui');
	assert.equal(body.icon_emoji, ':rotating_light:');
	assert.equal(body.text, ':rotating_light: [CRITICAL] web-01: 3 alerts');
	assert.deepEqual(
		body.attachments.map(({color, text, footer, ts}: Record<string, unknown>) => [color, text, footer, ts]),
		[
			[
				'#daa038',
				':warning: WARNING: High memory usage: 85.5% (threshold: 80.0%)',
				'web-01 · memory.percentage',
				1_767_521_730,
			],
			[
				'#d00000',
				':rotating_light: CRITICAL, was WARNING: Critical memory usage: 91.0% (threshold: 90.0%)',
				'web-01 · memory.percentage',
				1_767_521_730,
			],
			[
				'#2eb886',
				':white_check_mark: CLEARED: Memory usage is back to normal',
				'web-01 · memory.percentage',
				1_767_521_730,
			],
		],
	);
});

test('Slack gets the processes behind an alert, while it lasts', () => {
	const topProcesses = [{pid: 7, name: '<!channel>', cpuPercent: 12.34, residentSetBytes: 2 ** 20}];
	const events = [eventOf('raised', {topProcesses}), eventOf('raised', {topProcesses: []}), eventOf('cleared')];
	assert.deepEqual(
		slackPayload({...notification, events}, place).attachments.map(({fields}) => fields?.map(({value}) => value)),
		[['&lt;!channel&gt; (7) 1.00 MiB, 12.3% CPU'], undefined, undefined],
	);
});

test('without a channel and a name the webhook decides', () => {
	const payload = slackPayload(notification, place);
	assert.equal('channel' in payload, false);
	assert.equal('username' in payload, false);
});

test('names from outside become neither links nor mentions nor markup', () => {
	const hostile = '<!channel> <@U123> @here & <https://evil.example|click>';
	const payload = slackPayload(
		{...notification, host: '<!everyone>', events: [eventOf('raised', {message: hostile, metric: 'disks[<@U1>]'})]},
		place,
	);
	const [attachment] = payload.attachments;
	for (const text of [payload.text, attachment?.text, attachment?.fallback, attachment?.footer]) {
		assert.doesNotMatch(text ?? '', /[<>]|@(?:here|channel|everyone|U)/);
	}

	assert.match(attachment?.text ?? '', /&lt;!channel&gt; &lt;@\u200bU123&gt; @\u200bhere &amp; &lt;https/);
	assert.deepEqual([payload.parse, payload.link_names, payload.unfurl_links], ['none', false, false]);
});

test('a flood is cut to what Slack takes', () => {
	const payload = slackPayload({...notification, events: burst(50)}, place);
	assert.equal(payload.attachments.length, 20);
	assert.equal(payload.text, ':warning: [WARNING] web-01: 50 alerts (the first 20 are shown)');
});

const refusals: ReadonlyArray<[name: string, body: string, expected: RegExp]> = [
	['its word for the reason is shown', 'channel_not_found', /answered 404: channel_not_found$/],
	['a page is not shown', '<html>/services/s3cret</html>', /answered 404$/],
	['a word of the address is not shown', 'services', /answered 404$/],
	['nothing is no reason', '', /answered 404$/],
];

for (const [name, body, expected] of refusals) {
	test(`when Slack refuses, ${name}`, async () => {
		await using receiver = await openReceiver(response => {
			response.writeHead(404).end(body);
		});
		const handler = slackHandler({name: 'slack', url: `${receiver.origin}/services/s3cret`});
		await assert.rejects(handler.send(notification, signal), expected);
	});
}
