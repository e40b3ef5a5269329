import assert from 'node:assert/strict';
import {test} from 'node:test';
import {eventually} from '../../helpers/eventually.js';
import {sampleAt} from '../../helpers/samples.js';
import {connect, serve} from '../../helpers/serve.js';

test('an error contains the ID of the request', async () => {
	await using server = await serve();
	using client = await connect(`ws://${server.place}/`);
	client.send({type: 'subscribe', interval: -1, id: 'mine'});
	assert.deepEqual(await client.next('error'), {
		type: 'error',
		message: 'interval must be a number from 0.1 to 3600, not -1',
		code: 'INVALID_PARAMS',
		id: 'mine',
	});
});

test('a binary message gets an error with a code', async () => {
	await using server = await serve();
	using client = await connect(`ws://${server.place}/`);
	client.socket.send(Buffer.from('{"type":"ping"}'));
	assert.equal((await client.next('error')).code, 'UNSUPPORTED_DATA');
	assert.deepEqual(await client.closed(), [1003, 'binary message']);
});

test('twenty requests may arrive at once; the first excess one gets an error, further ones are ignored', async () => {
	await using server = await serve();
	using client = await connect(`ws://${server.place}/`);
	for (let id = 1; id <= 40; id++) {
		client.send({type: 'ping', id: String(id)});
	}

	const error = await client.next('error');
	assert.equal(error.code, 'RATE_LIMITED');
	assert.ok(error.retry_after > 0 && error.retry_after <= 0.1, String(error.retry_after));
	assert.ok(client.of('pong').length >= 20);
	await new Promise(resolve => setTimeout(resolve, 1000 * error.retry_after));
	client.send({type: 'get_status'});
	await client.next('status');
});

test('a flooding client is disconnected, and other clients are served', async () => {
	await using server = await serve();
	using patient = await connect(`ws://${server.place}/`);
	using flooding = await connect(`ws://${server.place}/`);
	for (let count = 0; count < 500; count++) {
		flooding.send({type: 'get_status'});
	}

	assert.deepEqual(await flooding.closed(), [1006, '']);
	assert.ok(flooding.of('status').length < 60);
	patient.send({type: 'ping'});
	await patient.next('pong');
});

test('a history request costs as much as ten other requests', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connect(`ws://${server.place}/`);
	for (const id of ['1', '2', '3']) {
		client.send({type: 'history', id});
	}

	const error = await client.next('error');
	assert.equal(error.code, 'RATE_LIMITED');
	assert.deepEqual(
		client.of('history').map(({id}) => id),
		['1', '2'],
	);
});

test('history before the first measurement is not available', async () => {
	await using server = await serve();
	using client = await connect(`ws://${server.place}/`);
	client.send({type: 'history', id: 'h'});
	const error = await client.next('error');
	assert.deepEqual([error.code, error.id], ['HISTORY_UNAVAILABLE', 'h']);
});

test('a history is sent in messages of at most 32 KiB, oldest first, and the last one is marked', async () => {
	await using server = await serve();
	for (let index = 0; index < 1000; index++) {
		server.publish(index / 2);
	}

	using client = await connect(`ws://${server.place}/`);
	const sizes: number[] = [];
	client.socket.on('message', data => sizes.push(String(data).length));
	client.send({type: 'history', id: 'h'});
	const pieces = [];
	do {
		pieces.push(await client.next('history'));
	} while (!pieces.at(-1).done);

	assert.deepEqual(
		pieces.map(({from, to, done, id}) => [from, to, done, id]),
		Array.from({length: 10}, (_, index) => [index * 100 + 1, index * 100 + 100, index === 9, 'h']),
	);
	assert.ok(Math.max(...sizes) <= 32 * 1024);
});

test('after a reconnect, only missed samples are sent, unless the server was restarted', async () => {
	await using server = await serve();
	for (let index = 0; index < 10; index++) {
		server.publish(index / 2);
	}

	using client = await connect(`ws://${server.place}/`);
	const {server_id: serverId} = await client.next('connection');
	client.send({type: 'history', since_seq: 7, server_id: serverId, metrics: ['memory.percentage']});
	const missed = await client.next('history');
	assert.deepEqual([missed.from, missed.to, missed.server_id], [8, 10, serverId]);
	assert.deepEqual(missed.rows[0].slice(2), [75]);
	client.send({type: 'subscribe', history: {since_seq: 7, server_id: 'another', seconds: 2}});
	const {from, to} = await client.next('history');
	assert.deepEqual([from, to], [6, 10]);
	client.send({type: 'history', since_seq: 10, server_id: serverId});
	// The bucket holds twenty, and a history costs ten.
	assert.equal((await client.next('error')).code, 'RATE_LIMITED');
});

test('an empty history is a response too', async () => {
	await using server = await serve();
	server.publish(0, sampleAt(0, {}, 1));
	using client = await connect(`ws://${server.place}/`);
	const {server_id: serverId} = await client.next('connection');
	client.send({type: 'history', since_seq: 1, server_id: serverId});
	const {rows, from, to, done} = await client.next('history');
	assert.deepEqual({rows, from, to, done}, {rows: [], from: null, to: null, done: true});
});

test('the history of a subscription is sent between the confirmation and the first snapshot', async () => {
	await using server = await serve();
	server.publish(0);
	using client = await connect(`ws://${server.place}/`);
	client.send({type: 'subscribe', format: 'compact', history: {}});
	await client.next('monitoring_data');
	await client.next('monitoring_data');
	assert.deepEqual(
		client.messages.map(({type}) => type),
		['connection', 'monitoring_data', 'subscription', 'history', 'monitoring_data'],
	);
});

test('a snapshot is sent while histories are being computed', async () => {
	await using server = await serve();
	for (let index = 0; index < 1000; index++) {
		server.publish(index / 2);
	}

	const clients = await Promise.all(Array.from({length: 30}, () => connect(`ws://${server.place}/`)));
	for (const [index, client] of clients.entries()) {
		await client.next('monitoring_data');
		client.send({type: 'history', seconds: 400 + index, id: 'a'});
		client.send({type: 'history', seconds: 450 + index, id: 'b'});
	}

	const tick = setInterval(() => server.publish(500), 1);
	await Promise.all(clients.map(client => client.next('monitoring_data'))).finally(() => clearInterval(tick));
	const [last] = clients.slice(-1);
	await eventually('the last history', () => last?.of('history').some(({id, done}) => id === 'b' && done) ?? false);
	const types = last?.messages.map(({type}) => type) ?? [];
	assert.ok(types.indexOf('monitoring_data', 2) < types.lastIndexOf('history'), types.join());
	for (const client of clients) {
		client[Symbol.dispose]();
	}
});
