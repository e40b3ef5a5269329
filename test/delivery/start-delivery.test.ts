import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import test from 'node:test';
import type {Alert, AlertEvent} from '../../source/alerts/alert.js';
import {startDelivery} from '../../source/delivery/start-delivery.js';
import {alertOf, eventOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {openTestSpool} from '../helpers/spool.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const filters = {level: 'WARNING', components: [], hours: {from: 0, to: 24, timezone: undefined}} as const;

const place = {firing: undefined, memory: undefined, console: undefined};

test('handlers and heartbeat run as configured, and undelivered notifications stay in the spool', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	await using broken = await openReceiver(500);
	const common = {enabled: true, timeoutMs: 5000, filters, type: 'webhook'} as const;
	const store = sampleStore();
	await using spool = await openTestSpool(directory.path);
	{
		await using delivery = await startDelivery(
			{
				handlers: [
					{...common, name: 'ops', url: `${receiver.origin}/alerts`},
					{...common, name: 'broken', url: broken.origin},
				],
				groupWaitMs: 1,
				heartbeat: {url: `${receiver.origin}/heartbeat`, intervalMs: 60_000},
			},
			{...place, store, report: store.report, spool},
		);
		store.receive({...sampleAt(1), alerts: [alertOf()], events: [eventOf('raised')]});
		await eventually('both are called', () => receiver.requests.length === 2 && broken.requests.length > 0);
		await eventually('one is known to be delivered', () => delivery.handlers.get('ops')?.handled === 1);
	}

	assert.deepEqual(receiver.requests.map(({path}) => path).sort(), ['/alerts', '/heartbeat']);
	assert.deepEqual(directory.names(), ['broken.notifications', 'ops.notifications']);
});

test('nothing is written without handlers', async () => {
	using directory = temporaryDirectory();
	const store = sampleStore();
	await using spool = await openTestSpool(directory.path);
	{
		await using _ = await startDelivery(
			{handlers: [], groupWaitMs: 1, heartbeat: {url: undefined, intervalMs: 60_000}},
			{...place, store, report: store.report, spool},
		);
		store.receive({...sampleAt(1), alerts: [alertOf()], events: [eventOf('raised')]});
	}

	assert.deepEqual(directory.names(), []);
});

test('changed settings apply while running, and queued notifications go to the new receiver', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	await using broken = await openReceiver(503);
	const common = {enabled: true, timeoutMs: 5000, filters, type: 'webhook'} as const;
	const ops = {...common, name: 'ops', url: `${receiver.origin}/ops`};
	const pager = {...common, name: 'pager', url: broken.origin};
	const settings = {groupWaitMs: 1, heartbeat: {url: undefined, intervalMs: 60_000}};
	const store = sampleStore();
	await using spool = await openTestSpool(directory.path);
	await using delivery = await startDelivery(
		{...settings, handlers: [ops, pager]},
		{...place, store, report: store.report, spool},
	);
	const {handlers} = delivery;
	store.receive({...sampleAt(1), alerts: [alertOf()], events: [eventOf('raised')]});
	await eventually('one is told', () => handlers.get('ops')?.handled === 1);
	await eventually('the other waits', () => handlers.get('pager')?.nextAttemptAtMs !== undefined);

	await delivery.change({...settings, handlers: [ops, {...pager, url: `${receiver.origin}/pager`}]});
	await eventually('it is told at its new place', () => handlers.get('pager')?.handled === 1);
	assert.equal(handlers.get('ops')?.handled, 1, 'who stays keeps its counts');
	assert.deepEqual(store.problems(), []);

	await delivery.change({
		groupWaitMs: 1,
		heartbeat: {url: `${receiver.origin}/heartbeat`, intervalMs: 60_000},
		handlers: [{...pager, url: `${receiver.origin}/pager`, filters: {...filters, level: 'CRITICAL'}}],
	});
	store.receive({...sampleAt(2), sequence: 2, events: [eventOf('cleared')]});
	await eventually('the end is told to who heard of the beginning', () => handlers.get('pager')?.handled === 2);
	await eventually('the heartbeat beats', () => receiver.requests.some(({path}) => path === '/heartbeat'));
	assert.deepEqual(
		handlers.list().map(({name}) => name),
		['pager'],
	);
	assert.deepEqual(
		receiver.requests.map(({path}) => path).filter(path => path !== '/heartbeat'),
		['/ops', '/pager', '/pager'],
	);
});

test('a renamed handler keeps its log; a removed one is reported', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	const webhook = (name: string, where: string) =>
		({enabled: true, timeoutMs: 5000, filters, type: 'webhook', name, url: `${receiver.origin}/${where}`}) as const;
	const settings = {groupWaitMs: 1, heartbeat: {url: undefined, intervalMs: 60_000}};
	const store = sampleStore();
	let sequence = 0;
	const receive = (alerts: readonly Alert[], events: readonly AlertEvent[] = []): void => {
		sequence += 1;
		store.receive({...sampleAt(sequence), sequence, alerts, events});
	};
	const storyOf = (where: string): readonly string[] =>
		receiver.requests
			.filter(({path}) => path === `/${where}`)
			.flatMap(({body}) => JSON.parse(body).events.map(({event}: {event: string}) => event));
	await using spool = await openTestSpool(directory.path);
	await using delivery = await startDelivery(
		{...settings, handlers: [webhook('ops', 'a'), webhook('web', 'b')]},
		{...place, store, report: store.report, spool},
	);
	const {handlers} = delivery;
	await eventually('both know', () => {
		receive([alertOf()]);
		return handlers.get('ops')?.handled === 1 && handlers.get('web')?.handled === 1;
	});

	// "ops" is renamed to "pager", "web" is replaced by a handler with another destination.
	await delivery.change({...settings, handlers: [webhook('pager', 'a'), webhook('new', 'c')]});
	await eventually('the new receiver knows', () => {
		receive([alertOf()]);
		return handlers.get('new')?.handled === 1;
	});
	assert.deepEqual(
		store.problems().map(({message}) => message),
		[
			`handler "web" is no longer configured; 1 alert stays open at its receiver (${directory.file('web.notifications')})`,
		],
	);
	receive([], [eventOf('cleared')]);
	await eventually(
		'both know the end',
		() => handlers.get('pager')?.handled === 1 && handlers.get('new')?.handled === 2,
	);
	assert.deepEqual(storyOf('a'), ['raised', 'cleared']);
	assert.deepEqual(storyOf('b'), ['raised']);
	assert.deepEqual(storyOf('c'), ['raised', 'cleared']);

	await delivery.change({...settings, handlers: [webhook('pager', 'a'), webhook('web', 'b')]});
	assert.deepEqual(store.problems(), []);
	assert.doesNotMatch(readFileSync(directory.file('web.notifications'), 'utf8'), /127\.0\.0\.1/);
});

test('a lost end of an alert is sent after a minute', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	const ops = {enabled: true, timeoutMs: 5000, filters, type: 'webhook', name: 'ops', url: receiver.origin} as const;
	const settings = {groupWaitMs: 1, heartbeat: {url: undefined, intervalMs: 60_000}, handlers: [ops]};
	const memory = {save: async () => {}};
	const store = sampleStore();
	await using spool = await openTestSpool(directory.path);
	await using delivery = await startDelivery(settings, {...place, memory, store, report: store.report, spool});
	let sequence = 0;
	await eventually('it is known', () => {
		sequence += 1;
		store.receive({...sampleAt(sequence), sequence, alerts: [alertOf()]});
		return delivery.handlers.get('ops')?.handled === 1;
	});
	store.receive({...sampleAt(sequence + 30), sequence: sequence + 1});
	await delivery.handlers.flush(1000);
	assert.equal(receiver.requests.length, 1);
	store.receive({...sampleAt(sequence + 90), sequence: sequence + 2});
	await eventually('it is over', () => receiver.requests.length === 2);
	assert.match(receiver.requests[1]?.body ?? '', /"event":"cleared".*No longer firing/);
});
