import assert from 'node:assert/strict';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import {WebSocketServer} from 'ws';
import {known} from '../../../source/metrics/reading.js';
import {eventually} from '../../helpers/eventually.js';
import {followConnection} from '../../helpers/follow-connection.js';

/** A server of the first version of the protocol. It sends a connection message and samples, and records requests. */
async function firstServer() {
	const received: string[] = [];
	const server = new WebSocketServer({port: 0, host: '127.0.0.1'});
	let count = 0;
	server.on('connection', socket => {
		socket.on('message', message => received.push(String(message)));
		socket.send('{"type": "connection", "status": "connected"}');
		const timer = setInterval(() => {
			count += 1;
			const message = {
				type: 'monitoring_data',
				timestamp: '2025-01-03T10:15:30.123456',
				data: {
					processor: {usage_percent: count, core_count: 4, logical_count: 8, per_core_usage: [1, 2]},
					memory: {total: 16e9, available: 8e9, used: 8e9, percentage: 50},
				},
				alerts: [],
			};
			socket.send(JSON.stringify(message));
		}, 20);
		socket.on('close', () => clearInterval(timer));
	});
	await new Promise(resolve => server.once('listening', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `ws://127.0.0.1:${port}`,
		received,
		async [Symbol.asyncDispose]() {
			for (const socket of server.clients) {
				socket.terminate();
			}

			await new Promise(resolve => server.close(resolve));
		},
	};
}

test('a server of the first version is supported, and gets no requests that it does not know', async () => {
	await using server = await firstServer();
	await using client = followConnection(server.url, {subscription: {metrics: ['load'], history: {seconds: 60}}});
	const [connected] = await client.some('connected');
	assert.equal(connected?.server.isVersion1, false);
	await client.some('sample', 5);
	await client.becomes('live');
	const samples = client.of('sample').map(({sample}) => sample);
	assert.deepEqual(
		samples
			.slice(0, 3)
			.map(({sequence, snapshot}) => [sequence, known(snapshot.readings.processor)?.total.usedPercent]),
		[
			[1, 1],
			[2, 2],
			[3, 3],
		],
	);
	assert.equal(samples[0]?.snapshot.readings.disks.state, 'disabled', 'values that it does not send are absent');
	// It does not report its interval: the client measures it.
	await eventually('its interval', () => (client.of('sample').at(-1)?.sample.snapshot.intervalMs ?? 2000) < 500);
	assert.deepEqual(server.received, []);
});
