import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import * as library from '../../source/index.js';
import {eventually} from '../helpers/eventually.js';

const quick = {intervalMs: 100, only: ['memory']} as const;

test('a monitor has a running state, and cannot run twice at a time', async () => {
	const monitor = await library.createMonitor(quick);
	assert.equal(monitor.isRunning, false);
	assert.equal(monitor.latest(), undefined);
	assert.deepEqual(library.healthReport(monitor).status, 'idle');

	const ending = new AbortController();
	const running = monitor.run(ending.signal);
	assert.equal(monitor.isRunning, true);
	await assert.rejects(monitor.run(), new Error('the monitor is already running'));
	await eventually('a sample', () => monitor.latest() !== undefined);
	assert.ok((library.known(monitor.latest()?.readings.memory)?.totalBytes ?? 0) > 0);
	assert.equal(library.healthReport(monitor).status, 'ok');

	ending.abort();
	await running;
	assert.equal(monitor.isRunning, false);
	assert.equal(library.healthReport(monitor).status, 'idle');

	const count = monitor.store.getState().history.length;
	await monitor.run(AbortSignal.timeout(500));
	assert.ok(monitor.store.getState().history.length > count, 'it may run again');
});

test('run ends without a signal when its source ends', async () => {
	const source: library.Source = {
		kind: 'local',
		intervalMs: () => 100,
		health: () => [],
		async *updates() {},
	};
	const monitor = await library.createMonitor({source});
	await monitor.run();
	assert.equal(monitor.isRunning, false);
});

test('setMetrics does not change metrics that it does not name', async () => {
	const monitor = await library.createMonitor({
		intervalMs: 100,
		only: ['memory'],
	});
	const running = monitor.run(AbortSignal.timeout(5000));
	const stateOf = (name: 'memory' | 'network' | 'disks') => monitor.latest()?.readings[name].state;
	await eventually('memory alone', () => stateOf('memory') === 'ok' && stateOf('network') === 'disabled');
	await monitor.setMetrics({network: {enabled: true}});
	await eventually('the network too', () => stateOf('network') === 'ok');
	assert.equal(stateOf('memory'), 'ok');
	assert.equal(stateOf('disks'), 'disabled');
	await monitor.setMetrics({memory: {enabled: false}});
	await eventually('the network alone', () => stateOf('memory') === 'disabled');
	assert.equal(stateOf('network'), 'ok');
	await running;
});

test('a rule accepts the keys of the configuration and of the library', () => {
	const [fromFile, fromLibrary, inSeconds] = library.createRules([
		{metric: 'memory.percentage', warning: 80, for: '5m', cooldown: '1h'},
		{metric: 'memory.percentage', warning: 80, forMs: 300_000, cooldownMs: 3_600_000},
		{metric: 'memory.percentage', warning: 80, for: 300, cooldown: 3600},
	]);
	assert.deepEqual({...fromFile, id: '', metric: ''}, {...fromLibrary, id: '', metric: ''});
	assert.deepEqual({...fromFile, id: '', metric: ''}, {...inSeconds, id: '', metric: ''});
});

test('a threshold is changed by metric path or rule name', () => {
	const rules = library.createRules([
		{metric: 'memory.percentage', warning: 80, critical: 90},
		{name: 'space', metric: 'disks[/].free', below: true, critical: '1GiB', clear: '5GiB', forMs: 1000},
		'processor.usage_percent>90',
	]);
	const changed = library.changeThresholds(rules, {
		'memory.percentage': {warning: 70},
		space: {critical: '2GiB'},
	});
	const shown = changed.map(({id, warning, critical, clear, forMs}) => [id, warning, critical, clear, forMs]);
	assert.deepEqual(shown, [
		['memory.percentage above', 70, 90, 65, 0],
		['space', undefined, 2 * 2 ** 30, 5 * 2 ** 30, 1000],
		['processor.usage_percent above', 90, undefined, 85, 0],
	]);
	assert.equal(changed[2], rules[2]);
});

test('readMetric throws for a typo, but not for a metric that is not measured', async () => {
	const snapshot = await library.collectOnce({only: ['memory']});
	assert.ok((library.readMetric(snapshot, 'memory.percentage') ?? 0) > 0);
	assert.equal(library.readMetric(snapshot, 'processor.usage_percent'), undefined);
	assert.equal(library.readMetric(snapshot, 'custom.queue.length'), undefined);
	assert.throws(() => library.readMetric(snapshot, 'memory.percent'), /did you mean "memory\.percentage"\?/);
	assert.throws(() => library.readMetric(snapshot, 'cpu'), /"cpu" is not a numeric metric; metrics begin with/);
});

test('the log option receives metrics, problems and alerts', async () => {
	const lines: string[] = [];
	const monitor = await library.createMonitor({
		...quick,
		collectors: [
			{
				name: 'queue',
				collect() {
					throw new Error('no queue');
				},
			},
		],
		rules: library.createRules(['memory.percentage>0']),
		log: (level, area, message) => lines.push(`${level} ${area} ${message}`),
	});
	monitor.report('mine', 'a problem of my own');
	await monitor.run(AbortSignal.timeout(1500));
	const text = lines.join('\n');
	assert.match(text, /^warn mine a problem of my own$/m);
	assert.match(text, /memory usage/i);
	assert.match(text, /^debug memory took /m);
});

test('an error of a followSamples callback is reported', async () => {
	const monitor = await library.createMonitor(quick);
	const errors: unknown[] = [];
	const seen: number[] = [];
	library.followSamples(
		monitor.store,
		() => {
			throw new Error('mine');
		},
		error => errors.push(error),
	);
	library.followSamples(monitor.store, ({sequence}) => seen.push(sequence));
	await monitor.run(AbortSignal.timeout(500));
	assert.ok(seen.length >= 2);
	assert.equal(errors.length, seen.length);
});

test('running objects have a close method', async () => {
	const monitor = await library.createMonitor(quick);
	const running = monitor.run(AbortSignal.timeout(2000));
	const server = await library.startServer(monitor.store, {port: 0});
	const address = server.state.getState().address ?? '';
	assert.equal((await fetch(`${address}healthz`)).status, 200);
	await server.close();
	await assert.rejects(fetch(`${address}healthz`));
	let isEnded = false;
	const follower = monitor.follow(() => ({
		async [Symbol.asyncDispose]() {
			isEnded = true;
		},
	}));
	await follower.close();
	assert.ok(isEnded);
	const connection = library.connect('ws://127.0.0.1:9');
	await connection.close();
	await running;
});

test('a handler set lists the handlers for an alert, and sends an alert immediately with one result per handler', async () => {
	const handlers = library.createHandlerSet();
	const received: string[] = [];
	const to = (name: string, ends?: Error) =>
		library.functionHandler(name, () => {
			received.push(name);
			if (ends) {
				throw ends;
			}
		});
	handlers.add(to('all'));
	handlers.add(to('critical'), {filters: [library.levelFilter('CRITICAL')]});
	handlers.add(to('off'), {isEnabled: false});
	handlers.add(to('broken', new Error('out of order')));
	handlers.add(
		library.functionHandler('slow', () => sleep(60_000, undefined, {ref: false})),
		{timeoutMs: 50},
	);

	const {events, ...rest} = library.testNotification('web-01', Date.now());
	const [event] = events;
	assert.ok(event);
	assert.equal(handlers.accepts('all', event.alert), true);
	assert.equal(handlers.accepts('critical', event.alert), false);
	assert.equal(handlers.accepts('critical', {...event.alert, level: 'CRITICAL'}), true);
	assert.equal(handlers.accepts('off', event.alert), false);
	assert.equal(handlers.accepts('all', {...event.alert, handlers: ['critical']}), false);
	assert.throws(() => handlers.accepts('nobody', event.alert), /no handler is named "nobody"/);

	const results = await handlers.send({...rest, events, isTest: false});
	assert.deepEqual(results, [
		{name: 'all', isDelivered: true, reason: undefined},
		{name: 'broken', isDelivered: false, reason: 'out of order'},
		{name: 'slow', isDelivered: false, reason: 'no answer within 0.05 s'},
	]);
	assert.deepEqual(received, ['all', 'broken']);
	const tested = await handlers.send({...rest, events, isTest: true});
	assert.deepEqual(
		tested.map(({name}) => name),
		['all', 'critical', 'broken', 'slow'],
	);
	await handlers.close(0);
});

test('collectGarbage collects if Node allows it', () => {
	assert.equal(library.collectGarbage(), typeof globalThis.gc === 'function');
});
