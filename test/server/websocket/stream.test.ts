import assert from 'node:assert/strict';
import {test} from 'node:test';
import {serverMessageSchemas} from '../../../source/protocol/schema/server-schema.js';
import {alertOf, eventOf} from '../../helpers/alert-events.js';
import {eventually} from '../../helpers/eventually.js';
import {sampleAt} from '../../helpers/samples.js';
import {connect, type Message, serve, type TestClient, type TestServer} from '../../helpers/serve.js';
import {validator} from '../../helpers/validator.js';

async function connected(server: TestServer, protocols: readonly string[] = []): Promise<TestClient> {
	return connect(`ws://${server.place}/`, protocols);
}

/** Sends a request and waits for its response: all earlier messages have then arrived. */
async function settled(client: TestClient): Promise<void> {
	client.send({type: 'ping'});
	await client.next('pong');
}

function numbersOf(messages: readonly Message[]): readonly number[] {
	return messages.map(({seq}) => seq);
}

test('a client of the first version gets only messages that it knows', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connected(server);
	const greeting = await client.next('connection');
	assert.equal(client.messages[0], greeting);
	assert.equal(greeting.status, 'connected');

	server.publish(0.5, {...sampleAt(0.5), alerts: [alertOf()], events: [eventOf('raised')]});
	const first = await client.next('monitoring_data');
	const second = await client.next('monitoring_data');
	assert.deepEqual([first.seq, second.seq], [1, 2]);
	assert.equal(second.data.memory.percentage, 75);
	assert.equal(second.alerts[0].message, 'High memory usage: 85.5% (threshold: 80.0%)');

	client.send({type: 'ping'});
	assert.match((await client.next('pong')).timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);

	client.send({type: 'get_status'});
	const status = await client.next('status');
	assert.deepEqual([status.connected_clients, status.message], [1, 'Server is running']);

	client.send({type: 'unsubscribe'});
	assert.equal((await client.next('subscription')).status, 'unsubscribed');
	server.publish(1);
	client.send({type: 'subscribe'});
	assert.equal((await client.next('subscription')).status, 'subscribed');
	server.publish(1.5);
	await settled(client);
	assert.deepEqual(numbersOf(client.of('monitoring_data')), [1, 2, 3, 4]);

	client.send('hello');
	assert.equal((await client.next('error')).code, 'INVALID_FORMAT');
	assert.deepEqual(
		new Set(client.messages.map(({type}) => type)),
		new Set([...['connection', 'monitoring_data', 'pong', 'status', 'subscription', 'error']]),
	);
});

test('every message of a session matches the schema', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connected(server, ['mon-tui.v1']);
	server.publish(0.5, {...sampleAt(0.5), alerts: [alertOf()], events: [eventOf('raised')]});
	client.send({type: 'ping', id: '1'});
	client.send({type: 'get_status', id: '2'});
	client.send({type: 'subscribe', id: '3', interval: 1, history: {}});
	client.send({type: 'unsubscribe', id: '4'});
	client.send({type: 'subscribe', interval: 0, id: '5'});
	client.send({type: 'reboot'});
	await eventually('both errors', () => client.of('error').length === 2);
	const validators = Object.fromEntries(
		Object.entries(serverMessageSchemas).map(([type, schema]) => [type, validator(schema)]),
	);
	for (const message of client.messages) {
		const validate = validators[message.type];
		assert.ok(validate, message.type);
		validate(message);
		assert.deepEqual(validate.errors ?? [], [], JSON.stringify(message));
	}

	assert.deepEqual(client.messages.map(({type, id}) => (id === undefined ? type : `${type} ${id}`)).sort(), [
		'alert episode-1',
		'connection',
		'error',
		'error 5',
		'history 3',
		'monitoring_data',
		'monitoring_data',
		'monitoring_data',
		'pong 1',
		'status 2',
		'subscription 3',
		'subscription 4',
	]);
});

test('the connection message contains the parameters of the server', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connected(server);
	const {server_id: serverId, ...greeting} = await client.next('connection');
	assert.match(serverId, /^[0-9a-f-]{36}$/);
	assert.deepEqual(
		{...greeting, metrics: greeting.metrics.slice(0, 3)},
		{
			type: 'connection',
			status: 'connected',
			protocol: 1,
			server_version: '0.0.0-development',
			host: {
				hostname: 'web-01',
				os: 'Debian GNU/Linux 12 (bookworm)',
				arch: 'x64',
				boot_time: '2026-01-01T06:03:30.000+00:00',
			},
			interval: 0.5,
			metrics: ['memory', 'processor', 'load'],
			limits: {max_message: 16_384, rate: 10, history: 1000},
			seq: 1,
			features: ['interval', 'metrics', 'compact', 'alerts', 'lag', 'history'],
		},
	);
});

test('before the first measurement, the connection message has no sequence number; the first snapshot follows', async () => {
	await using server = await serve();
	using client = await connected(server);
	const greeting = await client.next('connection');
	assert.deepEqual([greeting.seq, greeting.host], [null, null]);
	server.publish(0);
	assert.equal((await client.next('monitoring_data')).seq, 1);
});

test('an interval is rounded up to a multiple of the tick and confirmed', async () => {
	await using server = await serve();
	using client = await connected(server);
	client.send({type: 'subscribe', interval: 1.2});
	assert.equal((await client.next('subscription')).interval, 1.5);
	for (let tick = 0; tick < 12; tick++) {
		server.publish(tick / 2);
	}

	await settled(client);
	assert.deepEqual(numbersOf(client.of('monitoring_data')), [3, 6, 9, 12]);
	assert.equal(client.of('monitoring_data')[0].interval, 1.5);
});

test('an interval that is a multiple of the tick is not changed by rounding errors', async () => {
	await using server = await serve();
	server.setIntervalMs(100);
	using client = await connected(server);
	client.send({type: 'subscribe', interval: 0.3});
	const {interval} = await client.next('subscription');
	assert.equal(Math.round(interval * 1000), 300);
});

test('an interval is kept when the tick of the monitor changes', async () => {
	await using server = await serve();
	using client = await connected(server);
	client.send({type: 'subscribe', interval: 1});
	await client.next('subscription');
	server.setIntervalMs(250);
	for (let tick = 0; tick < 8; tick++) {
		server.publish(0, sampleAt(tick / 4, {}, tick + 1));
	}

	await settled(client);
	assert.deepEqual(numbersOf(client.of('monitoring_data')), [4, 8]);
});

test('a client gets the selected metrics, starting with the latest snapshot', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connected(server);
	await client.next('monitoring_data');
	client.send({type: 'subscribe', metrics: ['load', 'memory.percentage']});
	assert.deepEqual((await client.next('subscription')).metrics, ['load', 'memory.percentage']);
	const {data, seq} = await client.next('monitoring_data');
	assert.deepEqual(data, {load: {load1: 0.42, load5: 0.36, load15: 0.31}, memory: {percentage: 75}});
	assert.equal(seq, 1);
});

test('repeating a subscription does not send the latest snapshot again', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connected(server);
	for (let count = 0; count < 3; count++) {
		client.send({type: 'subscribe'});
		await client.next('subscription');
	}

	await settled(client);
	assert.deepEqual(numbersOf(client.of('monitoring_data')), [1]);
});

test('the compact format has no system facts', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connected(server);
	client.send({type: 'subscribe', format: 'compact'});
	await client.next('monitoring_data');
	const {data} = await client.next('monitoring_data');
	assert.equal('system' in data, false);
	assert.equal(data.memory.percentage, 75);
});

test('alerts are sent immediately to clients of version 1, unless they exclude them', async () => {
	await using server = await serve();
	using byProtocol = await connected(server, ['mon-tui.v1']);
	using byField = await connected(server);
	using deaf = await connected(server, ['mon-tui.v1']);
	using old = await connected(server);
	byField.send({type: 'subscribe', interval: 60});
	deaf.send({type: 'subscribe', events: ['lag']});
	await byField.next('subscription');
	await deaf.next('subscription');

	const silenced = {...eventOf('raised', {id: 'episode-3'}), isSilenced: true};
	server.publish(0, {
		...sampleAt(0),
		events: [eventOf('escalated', {level: 'CRITICAL'}), eventOf('repeated', {id: 'episode-2'}), silenced],
	});
	for (const client of [byProtocol, byField]) {
		const alert = await client.next('alert');
		assert.deepEqual([alert.event, alert.id, alert.level, alert.duration], ['escalated', 'episode-1', 'CRITICAL', 30]);
	}

	for (const client of [byProtocol, byField, deaf, old]) {
		await settled(client);
	}

	assert.deepEqual(
		[byProtocol, byField, deaf, old].map(client => client.of('alert').length),
		[1, 1, 0, 0],
	);
});

/** Clients of one address, each with a different subscription. */
async function variants(
	server: TestServer,
	localAddress: string,
	intervals: readonly number[],
): Promise<readonly TestClient[]> {
	const clients: TestClient[] = [];
	for (const interval of intervals) {
		const client = await connect(`ws://${server.place}/`, [], {localAddress});
		clients.push(client);
		client.send({type: 'subscribe', interval});
		await client.next('subscription');
	}

	return clients;
}

test('one address gets sixteen variants, then the nearest available one; other addresses still get theirs', async () => {
	await using server = await serve();
	server.publish(0);
	const greedy = await variants(
		server,
		'127.0.0.2',
		Array.from({length: 16}, (_, index) => 10 + index),
	);
	const [last] = await variants(server, '127.0.0.2', [12]);
	assert.equal(last?.of('error').length, 0, 'one client more of a known variant is no variant');
	last?.send({type: 'subscribe', interval: 40, id: 'x', history: {}});
	const error = await last?.next('error');
	assert.deepEqual([error.code, error.id], ['TOO_MANY_VARIANTS', 'x']);
	const given = await last?.next('subscription');
	assert.deepEqual([given.id, given.interval, given.metrics, given.format], ['x', 25, null, 'full']);
	const history = await last?.next('history');
	assert.equal(history.id, 'x', 'the history is not refused');

	using other = await connected(server);
	other.send({type: 'subscribe', interval: 40, format: 'compact'});
	const own = await other.next('subscription');
	assert.deepEqual([own.interval, own.format], [40, 'compact']);
	assert.deepEqual(other.of('error'), []);
	for (const client of [...greedy, ...(last ? [last] : [])]) {
		client[Symbol.dispose]();
	}
});

test('there are at most 32 variants; further clients get the nearest one with all requested metrics', async () => {
	await using server = await serve();
	const all = [
		...(await variants(
			server,
			'127.0.0.2',
			Array.from({length: 16}, (_, index) => 100 + index),
		)),
		...(await variants(
			server,
			'127.0.0.3',
			Array.from({length: 15}, (_, index) => 200 + index),
		)),
	];
	using late = await connected(server);
	using later = await connected(server);
	for (const [request, interval, format] of [
		[{interval: 1, format: 'compact'}, 0.5, 'full'],
		[{interval: 104.2}, 105, 'full'],
		[{interval: 1000, metrics: ['load']}, 214, 'full'],
	] as const) {
		late.send({type: 'subscribe', ...request});
		assert.equal((await late.next('error')).code, 'TOO_MANY_VARIANTS');
		const given = await late.next('subscription');
		assert.deepEqual([given.interval, given.format], [interval, format]);
	}

	later.send({type: 'ping'});
	await later.next('pong');
	for (const client of all) {
		client[Symbol.dispose]();
	}

	await eventually('they are gone', () => server.server.state.getState().clients === 2);
	late.send({type: 'subscribe', interval: 1000, metrics: ['load']});
	assert.deepEqual((await late.next('subscription')).metrics, ['load']);
});

test('a thousand clients get all snapshots', async () => {
	await using server = await serve();
	const clients = await Promise.all(Array.from({length: 1000}, () => connected(server)));
	assert.equal(server.server.state.getState().clients, 1000);
	const expected = Array.from({length: 20}, (_, index) => index + 1);
	for (const sequence of expected) {
		server.publish((sequence - 1) / 2);
		await eventually(`snapshot ${sequence} at every client`, () =>
			clients.every(client => client.messages.at(-1)?.seq === sequence),
		);
	}

	for (const client of clients) {
		assert.deepEqual(numbersOf(client.of('monitoring_data')), expected);
		client[Symbol.dispose]();
	}

	assert.equal(server.server.state.getState().skippedFrames, 0);
	await eventually('no client is left', () => server.server.state.getState().clients === 0);
});

test('a full server sends a message to excess clients, and status 503 to further ones', async () => {
	await using server = await serve({maxClients: 1});
	using first = await connected(server);
	using second = await connected(server);
	const error = await second.next('error');
	assert.deepEqual([error.code, error.retry_after], ['SERVER_FULL', 5]);
	assert.deepEqual(await second.closed(), [1013, 'full']);
	assert.deepEqual(
		second.messages.map(({type}) => type),
		['error'],
	);
	server.publish(0);
	assert.equal((await first.next('monitoring_data')).seq, 1);
	first[Symbol.dispose]();
	await eventually('the place is free', () => server.server.state.getState().clients === 0);
	using third = await connected(server);
	assert.equal((await third.next('connection')).status, 'connected');
});

test('when the server stops, it closes all connections', async () => {
	const server = await serve();
	using client = await connected(server);
	using stalled = await connected(server);
	stalled.socket.pause();
	await server[Symbol.asyncDispose]();
	assert.deepEqual(await client.closed(), [1001, 'server stops']);
	await assert.rejects(connected(server));
});
