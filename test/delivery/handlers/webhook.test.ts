import assert from 'node:assert/strict';
import test from 'node:test';
import {webhookHandler} from '../../../source/delivery/handlers/webhook.js';
import type {Notification} from '../../../source/delivery/notification.js';
import {burst, eventOf, raisedMs} from '../../helpers/alert-events.js';
import {openReceiver} from '../../helpers/http-receiver.js';

const signal = new AbortController().signal;

const notification: Notification = {
	id: '7d7a1c1e-0000-4000-8000-000000000001',
	host: 'web-01',
	events: [eventOf('raised')],
	isTest: false,
};

test('a webhook receives JSON with the wire format of alerts, its headers and the notification id', async () => {
	await using receiver = await openReceiver(200);
	const handler = webhookHandler({
		name: 'ops',
		url: `${receiver.origin}/hook?token=x`,
		headers: {Authorization: 'Bearer abc', 'Idempotency-Key': 'not yours'},
	});
	await handler.send(notification, signal);
	const [received] = receiver.requests;
	assert.equal(received?.method, 'POST');
	assert.equal(received?.path, '/hook?token=x');
	assert.equal(received?.headers['content-type'], 'application/json');
	assert.equal(received?.headers.authorization, 'Bearer abc');

	const body = JSON.parse(received?.body ?? '');
	const {events, ...rest} = body;
	assert.deepEqual(rest, {
		type: 'notification',
		id: notification.id,
		host: 'web-01',
		test: false,
		text: '[WARNING] web-01: High memory usage: 85.5% (threshold: 80.0%)',
	});
	assert.equal(events.length, 1);
	const {event, event_id, duration, component, metric, value, threshold, level, timestamp, since, id} = events[0];
	assert.deepEqual(
		{event, event_id, duration, component, metric, value, threshold, level, timestamp, since, id},
		{
			event: 'raised',
			event_id: 'episode-1/raised',
			duration: 30,
			component: 'memory',
			metric: 'memory.percentage',
			value: 85.5,
			threshold: 80,
			level: 'WARNING',
			timestamp: '2026-01-04T10:15:30.000+00:00',
			since: '2026-01-04T10:15:00.000+00:00',
			id: 'episode-1',
		},
	);
});

test('the idempotency key is the same at each attempt and cannot be overridden', async () => {
	await using receiver = await openReceiver(500, 200);
	const handler = webhookHandler({name: 'ops', url: receiver.origin});
	await assert.rejects(handler.send(notification, signal));
	await handler.send(notification, signal);
	assert.deepEqual(
		receiver.requests.map(({headers}) => headers['idempotency-key']),
		[notification.id, notification.id],
	);
	assert.equal(receiver.requests[0]?.body, receiver.requests[1]?.body);
});

test('the Alertmanager format is version 4', async () => {
	await using receiver = await openReceiver(200);
	const handler = webhookHandler({name: 'ops', url: receiver.origin, format: 'alertmanager'});
	const cleared = eventOf('cleared', {
		id: 'episode-2',
		level: 'CRITICAL',
		component: 'disk',
		metric: 'disks[/data].percentage',
		message: 'Disk usage is back to normal',
		value: 70,
		threshold: 95,
		timestampMs: raisedMs + 60_000,
	});
	await handler.send({...notification, events: [...notification.events, cleared]}, signal);
	const {alerts, ...rest} = JSON.parse(receiver.requests[0]?.body ?? '');
	assert.deepEqual(rest, {
		version: '4',
		groupKey: '{}:{instance="web-01"}',
		truncatedAlerts: 0,
		status: 'firing',
		receiver: 'ops',
		groupLabels: {instance: 'web-01'},
		commonLabels: {alertname: 'memory', instance: 'web-01'},
		commonAnnotations: {},
		externalURL: '',
	});
	const [first, second] = alerts;
	assert.match(first.fingerprint, /^[\da-f]{16}$/);
	assert.notEqual(first.fingerprint, second.fingerprint);
	assert.deepEqual(
		{...first, fingerprint: ''},
		{
			status: 'firing',
			labels: {
				alertname: 'memory',
				severity: 'warning',
				instance: 'web-01',
				component: 'memory',
				metric: 'memory.percentage',
			},
			annotations: {
				summary: '[WARNING] web-01: High memory usage: 85.5% (threshold: 80.0%)',
				description: 'High memory usage: 85.5% (threshold: 80.0%)',
				value: '85.5',
				threshold: '80',
				processes: 'postgres (42) 1.00 GiB',
			},
			startsAt: '2026-01-04T10:15:00.000Z',
			endsAt: '0001-01-01T00:00:00Z',
			generatorURL: '',
			fingerprint: '',
		},
	);
	assert.equal(second.status, 'resolved');
	assert.equal(second.endsAt, '2026-01-04T10:16:30.000Z');
});

test('the Alertmanager format has each alert once, with a fingerprint that does not depend on the level', async () => {
	await using receiver = await openReceiver(200);
	const handler = webhookHandler({name: 'ops', url: receiver.origin, format: 'alertmanager'});
	const events = [eventOf('raised'), eventOf('escalated', {level: 'CRITICAL'}), eventOf('cleared')];
	await handler.send({...notification, events: events.slice(0, 1)}, signal);
	await handler.send({...notification, events: events.slice(0, 2)}, signal);
	await handler.send({...notification, events}, signal);
	const bodies = receiver.requests.map(({body}) => JSON.parse(body));
	assert.deepEqual(
		bodies.map(({status, alerts}) => [status, alerts.length, alerts[0].labels.severity]),
		[
			['firing', 1, 'warning'],
			['firing', 1, 'critical'],
			['resolved', 1, 'warning'],
		],
	);
	assert.equal(new Set(bodies.map(({alerts}) => alerts[0].fingerprint)).size, 1);
});

test('two rules for one metric are two alerts in the Alertmanager format', async () => {
	await using receiver = await openReceiver(200);
	const handler = webhookHandler({name: 'ops', url: receiver.origin, format: 'alertmanager'});
	const events = [eventOf('raised', {id: 'a', ruleId: 'team'}), eventOf('raised', {id: 'b', ruleId: 'page'})];
	await handler.send({...notification, events}, signal);
	const {alerts} = JSON.parse(receiver.requests[0]?.body ?? '');
	assert.deepEqual(
		alerts.map(({labels}: {labels: {alertname: string}}) => labels.alertname),
		['team', 'page'],
	);
	assert.notEqual(alerts[0].fingerprint, alerts[1].fingerprint);
});

test('labels that all alerts share are common labels', async () => {
	await using receiver = await openReceiver(200);
	const handler = webhookHandler({name: 'ops', url: receiver.origin, format: 'alertmanager'});
	await handler.send({...notification, events: burst(2), isTest: true}, signal);
	assert.deepEqual(JSON.parse(receiver.requests[0]?.body ?? '').commonLabels, {
		alertname: 'memory',
		severity: 'warning',
		instance: 'web-01',
		component: 'disk',
		test: 'true',
	});
});
