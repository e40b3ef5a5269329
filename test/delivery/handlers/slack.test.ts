import assert from 'node:assert/strict';
import test from 'node:test';
import {createHandlerSet} from '../../../source/delivery/handler-set.js';
import {slackHandler, slackPayload} from '../../../source/delivery/handlers/slack.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {burst, eventOf} from '../../helpers/alert-events.js';
import {openReceiver} from '../../helpers/http-receiver.js';

const signal = new AbortController().signal;
const notification: Notification = {id: 'n-1', host: 'web-01', events: [eventOf('raised')], isTest: false};
const place = {channel: undefined, username: undefined};

test('each event is a Slack attachment with the color and emoji of its level', async () => {
	await using receiver = await openReceiver(200);
	const url = `${receiver.origin}/services/T0/B0/s3cret`;
	const events = [
		eventOf('raised', {id: 'a'}),
		eventOf('cleared', {id: 'b', message: 'Disk usage is back to normal'}),
		eventOf('escalated', {id: 'a', level: 'CRITICAL', message: 'Critical memory usage: 91.0% (threshold: 90.0%)'}),
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
	assert.equal(body.text, ':rotating_light: [CRITICAL] web-01: 2 alerts');
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
				':white_check_mark: CLEARED: Disk usage is back to normal',
				'web-01 · memory.percentage',
				1_767_521_730,
			],
		],
	);
});

test('a Slack attachment has the top processes of a firing alert', () => {
	const topProcesses = [{pid: 7, name: '<!channel>', cpuPercent: 12.34, residentSetBytes: 2 ** 20}];
	const events = [eventOf('raised', {topProcesses}), eventOf('raised', {topProcesses: []}), eventOf('cleared')];
	assert.deepEqual(
		slackPayload({...notification, events}, place).attachments.map(({fields}) => fields?.map(({value}) => value)),
		[['&lt;!channel&gt; (7) 1.00 MiB, 12.3% CPU'], undefined, undefined],
	);
});

test('a Slack attachment has the sentence of a finding and its culprits with their shares', () => {
	const message = 'Disk sda is saturated (98.0% busy): fio (42, fio.service) transfers 40.0 MB/s';
	const process = {cpuPercent: undefined, residentSetBytes: undefined};
	const topProcesses = [
		{...process, pid: 42, name: 'fio', share: '40.0 MB/s'},
		{...process, pid: 43, name: 'dd', share: '1.0\nMB/s'},
		{...process, pid: 44, name: 'gone'},
	];
	const {text, attachments} = slackPayload(
		{...notification, events: [eventOf('raised', {message, topProcesses, metric: 'finding disk.saturated[sda]'})]},
		place,
	);
	assert.match(text, /Disk sda is saturated/);
	const [attachment] = attachments;
	assert.match(attachment?.text ?? '', /fio \(42, fio\.service\) transfers 40\.0 MB\/s$/);
	assert.equal(attachment?.fields?.[0]?.value, 'fio (42) 40.0 MB/s\ndd (43) 1.0 MB/s\ngone (44)');
});

test('channel and user name are optional', () => {
	const payload = slackPayload(notification, place);
	assert.equal('channel' in payload, false);
	assert.equal('username' in payload, false);
});

test('external names become neither links nor mentions nor markup', () => {
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

test('alerts are ordered by severity and split by the attachment limit of Slack', async () => {
	await using receiver = await openReceiver(200);
	const handlers = createHandlerSet({pace: {groupWaitMs: 1}});
	handlers.add(slackHandler({name: 'slack', url: receiver.origin}));
	const grave = eventOf('raised', {id: 'grave', level: 'CRITICAL'});
	handlers.notify({events: [...burst(50), grave], alerts: [], host: 'web-01', timestampMs: 0, isComplete: false});
	await handlers.flush(5000);
	const bodies = receiver.requests.map(({body}) => JSON.parse(body));
	assert.deepEqual(
		bodies.map(({text}) => text),
		[
			':rotating_light: [CRITICAL] web-01: 20 alerts',
			':warning: [WARNING] web-01: 20 alerts',
			':warning: [WARNING] web-01: 11 alerts',
		],
	);
	const attachments = bodies.flatMap(body => body.attachments);
	assert.equal(attachments[0].color, '#d00000');
	assert.equal(new Set(attachments.map(({footer, color}) => footer + color)).size, 51);
	await handlers.close(1000);
});

test('an error in a response with status 200 is a failure', async () => {
	const answers = [
		['{"ok":true}', undefined],
		['ok', undefined],
		['{"ok":false,"error":"channel_not_found"}', {message: /: channel_not_found$/, isRetryable: true}],
		['{"ok":false,"error":"invalid_auth"}', {message: /: invalid_auth$/, isRetryable: true}],
		['{"ok":false,"error":"msg_too_long"}', {message: /: msg_too_long$/, isRetryable: false}],
		['{"ok":false,"error":"<b>s3cret</b>"}', {message: /: message refused$/, isRetryable: true}],
	] as const;
	for (const [body, refusal] of answers) {
		await using receiver = await openReceiver(response => {
			response.writeHead(200).end(body);
		});
		const sending = slackHandler({name: 'slack', url: `${receiver.origin}/s3cret`}).send(notification, signal);
		await (refusal ? assert.rejects(sending, refusal) : sending);
	}
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
