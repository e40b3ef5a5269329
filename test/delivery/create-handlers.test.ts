import assert from 'node:assert/strict';
import path from 'node:path';
import test from 'node:test';
import {createHandlers, type HandlerSettings} from '../../source/delivery/create-handlers.js';
import {createHandlerSet} from '../../source/delivery/handler-set.js';
import {eventOf} from '../helpers/alert-events.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const common = {
	name: undefined,
	enabled: true,
	timeoutMs: 5000,
	filters: {level: 'WARNING', components: [], hours: {from: 0, to: 24, timezone: undefined}},
} as const;

test('each handler type is created, by default with its type as its name', () => {
	const all: readonly HandlerSettings[] = [
		{...common, type: 'console'},
		{...common, type: 'file', path: '/var/log/alerts.log'},
		{...common, type: 'email', host: 'mail.example', from: 'a@example.org', to: ['b@example.org']},
		{...common, type: 'webhook', url: 'https://hooks.example'},
		{...common, type: 'slack', url: 'https://hooks.slack.example', name: 'ops', enabled: false},
	];
	const place = {hasColor: false, write() {}};
	assert.deepEqual(
		createHandlers(all, place).map(({handler, options}) => [handler.name, options.isEnabled, options.timeoutMs]),
		[
			['console', true, 5000],
			['file', true, 5000],
			['email', true, 5000],
			['webhook', true, 5000],
			['ops', false, 5000],
		],
	);
	// A screen on the same terminal displays the alerts itself.
	assert.deepEqual(
		createHandlers(all, undefined).map(({handler}) => handler.name),
		['file', 'email', 'webhook', 'ops'],
	);
});

test('the configured filters apply', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	const handlers = createHandlerSet({report() {}, pace: {groupWaitMs: 1}});
	const critical = {
		level: 'CRITICAL',
		components: ['disk'],
		hours: {from: 9, to: 18, timezone: 'Europe/Paris'},
	} as const;
	const configured = createHandlers(
		[
			{...common, type: 'webhook', url: receiver.origin, filters: critical},
			{...common, type: 'file', path: path.join(directory.path, 'alerts.log')},
		],
		undefined,
	);
	for (const {handler, options} of configured) {
		handlers.add(handler, options);
	}

	const noon = Date.UTC(2026, 0, 5, 11);
	const evening = Date.UTC(2026, 0, 5, 19);
	handlers.post(
		[
			eventOf('raised', {id: 'wanted', level: 'CRITICAL', component: 'disk', timestampMs: noon}),
			eventOf('raised', {id: 'too low', level: 'WARNING', component: 'disk', timestampMs: noon}),
			eventOf('raised', {id: 'other component', level: 'CRITICAL', component: 'memory', timestampMs: noon}),
			eventOf('raised', {id: 'too late', level: 'CRITICAL', component: 'disk', timestampMs: evening}),
		],
		'web-01',
	);
	await handlers.close(5000);
	const ids = receiver.requests.flatMap(({body}) => JSON.parse(body).events.map((event: {id: string}) => event.id));
	assert.deepEqual(ids, ['wanted']);
	assert.equal(handlers.get('file')?.handled, 4);
});
