import assert from 'node:assert/strict';
import {readdirSync} from 'node:fs';
import path from 'node:path';
import test from 'node:test';
import {startDelivery} from '../../source/delivery/start-delivery.js';
import {eventOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const filters = {level: 'WARNING', components: [], hours: {from: 0, to: 24, timezone: undefined}} as const;

test('the configured handlers are told, the heartbeat beats, and what fails is left in the spool', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	await using broken = await openReceiver(500);
	const common = {enabled: true, timeoutMs: 5000, filters, type: 'webhook'} as const;
	const store = sampleStore();
	const spool = path.join(directory.path, 'spool');
	{
		await using delivery = startDelivery(
			{
				handlers: [
					{...common, name: 'ops', url: `${receiver.origin}/alerts`},
					{...common, name: 'broken', url: broken.origin},
				],
				groupWaitMs: 1,
				heartbeat: {url: `${receiver.origin}/heartbeat`, intervalMs: 60_000},
			},
			{store, report: store.report, spoolDirectory: spool, keeper: undefined, console: undefined},
		);
		store.receive({...sampleAt(1), events: [eventOf('raised')]});
		await eventually('both are called', () => receiver.requests.length === 2 && broken.requests.length > 0);
		await eventually('one is known to be delivered', () => delivery.handlers.get('ops')?.handled === 1);
	}

	assert.deepEqual(receiver.requests.map(({path}) => path).sort(), ['/alerts', '/heartbeat']);
	assert.deepEqual(
		readdirSync(spool).map(name => name.split('.')[0]),
		['broken'],
	);
});

test('without handlers nothing is written', async () => {
	using directory = temporaryDirectory();
	const store = sampleStore();
	const spool = path.join(directory.path, 'spool');
	{
		await using _ = startDelivery(
			{handlers: [], groupWaitMs: 1, heartbeat: {url: undefined, intervalMs: 60_000}},
			{store, report: store.report, spoolDirectory: spool, keeper: undefined, console: undefined},
		);
		store.receive({...sampleAt(1), events: [eventOf('raised')]});
	}

	assert.deepEqual(readdirSync(directory.path), []);
});

test('other settings are taken on the way: what stays is undisturbed, what waits goes to the new receiver', async () => {
	using directory = temporaryDirectory();
	await using receiver = await openReceiver(200);
	await using broken = await openReceiver(503);
	const common = {enabled: true, timeoutMs: 5000, filters, type: 'webhook'} as const;
	const ops = {...common, name: 'ops', url: `${receiver.origin}/ops`};
	const pager = {...common, name: 'pager', url: broken.origin};
	const settings = {groupWaitMs: 1, heartbeat: {url: undefined, intervalMs: 60_000}};
	const store = sampleStore();
	await using delivery = startDelivery(
		{...settings, handlers: [ops, pager]},
		{store, report: store.report, spoolDirectory: directory.file('spool'), keeper: undefined, console: undefined},
	);
	const {handlers} = delivery;
	store.receive({...sampleAt(1), events: [eventOf('raised')]});
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
