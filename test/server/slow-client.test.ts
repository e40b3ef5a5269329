import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {AddressInfo, Socket} from 'node:net';
import {test} from 'node:test';
import {WebSocketServer} from 'ws';
import {Client, type CutReason} from '../../source/server/websocket/client.js';
import {messageFrame} from '../../source/server/websocket/frame.js';
import {createPing} from '../../source/server/websocket/ping.js';
import type {SnapshotFrame} from '../../source/server/websocket/snapshot-frame.js';
import {eventually} from '../helpers/eventually.js';
import {sampleAt} from '../helpers/samples.js';
import {connect, serve, type TestClient} from '../helpers/serve.js';

/** Both ends of a connection; the test sets the time. */
type Pair = AsyncDisposable & {
	readonly client: Client;
	readonly socket: Socket;
	readonly peer: TestClient;
	readonly cuts: readonly CutReason[];
};

async function openPair(isVersion1 = true): Promise<Pair> {
	const server: Server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const webSockets = new WebSocketServer({noServer: true});
	const cuts: CutReason[] = [];
	const accepted = new Promise<{readonly client: Client; readonly socket: Socket}>(resolve => {
		server.on('upgrade', (request, _, head) => {
			webSockets.handleUpgrade(request, request.socket, head, webSocket => {
				const client = new Client(webSocket, request.socket, {
					isVersion1,
					address: 'peer',
					canInflate: false,
					onCut: (_, reason) => cuts.push(reason),
				});
				webSocket.on('pong', payload => client.receivePong(payload));
				resolve({client, socket: request.socket});
			});
		});
	});
	// The test decides whether pings are answered.
	const peer = await connect(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`, [], {autoPong: false});
	return {
		...(await accepted),
		peer,
		cuts,
		async [Symbol.asyncDispose]() {
			peer[Symbol.dispose]();
			server.close();
			server.closeAllConnections();
			await once(server, 'close');
		},
	};
}

function frame(
	sequence: number,
	{intervalMs = 500, bytes = messageFrame({type: 'monitoring_data', seq: sequence})} = {},
): SnapshotFrame {
	const ping = createPing(bytes);
	const encoding = {bytes: () => bytes, withPing: () => ping};
	return {sequence, intervalMs, plain: encoding, deflated: encoding};
}

/** Returns the payload of the next ping. */
async function pingAt({socket}: TestClient): Promise<Buffer> {
	const [payload] = (await once(socket, 'ping')) as [Buffer];
	return payload;
}

test('a ping is sent with the first snapshot; the next one after two seconds, if the first was answered', async () => {
	await using pair = await openPair();
	const {client, peer} = pair;
	let pings = 0;
	const payloads: Buffer[] = [];
	peer.socket.on('ping', payload => {
		pings += 1;
		payloads.push(payload);
	});
	client.offer(frame(1), 0);
	client.offer(frame(2), 500);
	await eventually('the second snapshot', () => peer.of('monitoring_data').length === 2);
	assert.equal(pings, 1);

	const received = once(pair.socket, 'data');
	peer.socket.pong(payloads[0]);
	await received;
	client.offer(frame(3), 1900);
	client.offer(frame(4), 2000);
	client.offer(frame(5), 2500);
	await eventually('the fifth snapshot', () => peer.of('monitoring_data').length === 5);
	assert.equal(pings, 2);
});

test('snapshots are skipped while a ping is unanswered for too long; then the gap is reported and the latest one is sent', async () => {
	await using pair = await openPair();
	const {client, peer} = pair;
	const ping = pingAt(peer);
	assert.deepEqual(
		[0, 500, 1500, 1501, 2000, 2500].map((nowMs, index) => client.offer(frame(index + 1), nowMs)),
		[false, false, false, true, true, true],
	);
	const received = once(pair.socket, 'data');
	peer.socket.pong(await ping);
	await received;
	assert.equal(client.offer(frame(7), 3000), false);
	await eventually('the latest', () => peer.messages.at(-1)?.seq === 7);
	assert.deepEqual(peer.messages.slice(3), [
		{type: 'lag', skipped: 3, from: 4, to: 6},
		{type: 'monitoring_data', seq: 7},
	]);
});

test('a client of the first version gets no reports of gaps', async () => {
	await using pair = await openPair(false);
	const {client, peer} = pair;
	const ping = pingAt(peer);
	client.offer(frame(1), 0);
	client.offer(frame(2), 5000);
	const received = once(pair.socket, 'data');
	peer.socket.pong(await ping);
	await received;
	client.offer(frame(3), 5500);
	await eventually('the latest', () => peer.messages.at(-1)?.seq === 3);
	assert.deepEqual(
		peer.messages.map(({type}) => type),
		['monitoring_data', 'monitoring_data'],
	);
});

test('a long interval allows more time to answer', async () => {
	await using pair = await openPair();
	const slow = {intervalMs: 10_000};
	assert.deepEqual(
		[0, 10_000, 20_000, 20_001].map((nowMs, index) => pair.client.offer(frame(index + 1, slow), nowMs)),
		[false, false, false, true],
	);
});

test('an unsolicited pong is not taken as the answer to a ping', async () => {
	await using pair = await openPair();
	const {client, peer} = pair;
	client.offer(frame(1), 0);
	const received = once(pair.socket, 'data');
	peer.socket.pong(Buffer.from('12345678'));
	await received;
	assert.equal(client.offer(frame(2), 2000), true);
});

test('no snapshot is queued behind one that the kernel has not taken', async () => {
	await using pair = await openPair();
	const {client, socket, peer} = pair;
	peer.socket.pause();
	const large = {bytes: messageFrame({type: 'monitoring_data', padding: 'x'.repeat(2 ** 20)})};
	let sequence = 0;
	while (socket.writableLength === 0 && sequence < 100) {
		sequence += 1;
		// At the same time, so that the ping is not the reason.
		assert.equal(client.offer(frame(sequence, large), 0), false);
	}

	const queuedBytes = socket.writableLength;
	assert.ok(queuedBytes > 0 && queuedBytes <= large.bytes.length, `${queuedBytes} bytes wait`);
	for (let count = 0; count < 50; count++) {
		assert.equal(client.offer(frame(sequence + count, large), 0), true);
	}

	assert.equal(socket.writableLength, queuedBytes);
});

test('a client that has not answered for twenty seconds is disconnected', async () => {
	await using pair = await openPair();
	pair.client.offer(frame(1), 0);
	pair.client.beat(20_000);
	assert.deepEqual(pair.cuts, []);
	pair.client.beat(20_001);
	assert.deepEqual(pair.cuts, ['stalled']);
	assert.deepEqual(await pair.peer.closed(), [1006, '']);
});

test('a client that gets no snapshots is pinged regularly', async () => {
	await using pair = await openPair();
	const {client, peer} = pair;
	const first = pingAt(peer);
	client.beat(0);
	const received = once(pair.socket, 'data');
	peer.socket.pong(await first);
	await received;
	let pings = 0;
	peer.socket.on('ping', () => {
		pings += 1;
	});
	client.beat(9999);
	client.beat(10_000);
	client.beat(11_000);
	client.send({type: 'last'});
	await peer.next('last');
	assert.equal(pings, 1);
	client.beat(30_001);
	assert.deepEqual(pair.cuts, ['stalled']);
});

test('a client that does not read its responses is disconnected', async () => {
	await using pair = await openPair();
	const {client, socket, peer} = pair;
	peer.socket.pause();
	const answer = {type: 'answer', padding: 'x'.repeat(30_000)};
	for (let count = 0; count < 2000 && client.isOpen; count++) {
		client.send(answer);
		await new Promise(setImmediate);
	}

	assert.deepEqual(pair.cuts, ['backlog']);
	assert.equal(socket.destroyed, true);
});

test('a stalled client does not affect others, and is counted', async () => {
	await using server = await serve();
	using reading = await connect(`ws://${server.place}/`);
	using stalled = await connect(`ws://${server.place}/`);
	stalled.socket.pause();
	// Long names fill the buffers of the kernel in a few hundred snapshots.
	const name = 'x'.repeat(200_000);
	const {skippedFrames} = server.server.state.getState();
	assert.equal(skippedFrames, 0);
	let sequence = 0;
	while (server.server.state.getState().skippedFrames < 5 && sequence < 500) {
		sequence += 1;
		const sample = sampleAt(0, {network: {state: 'error', reason: name}}, sequence);
		server.publish(0, sample);
		await eventually(`snapshot ${sequence}`, () => reading.messages.at(-1)?.seq === sequence);
	}

	assert.equal(reading.of('monitoring_data').length, sequence);
	assert.ok(server.server.state.getState().skippedFrames >= 5);
});

test('a queued history does not suspend snapshots, but at most one snapshot is queued behind it', async () => {
	await using pair = await openPair();
	const {client, socket, peer} = pair;
	peer.socket.pause();
	const piece = messageFrame({type: 'history', padding: 'x'.repeat(25_000)});
	while (socket.writableLength === 0) {
		void client.sendFrame(piece);
		await new Promise(setImmediate);
	}

	void client.sendFrame(piece);
	const large = {bytes: messageFrame({type: 'monitoring_data', padding: 'x'.repeat(10_000)})};
	assert.equal(client.offer(frame(1, large), 0), false);
	assert.equal(client.offer(frame(2, large), 0), true);
	client.send({type: 'pong'});
	assert.deepEqual(pair.cuts, [], 'a snapshot does not count as an answer');
});

test('pings and unsolicited pongs cost as much as messages', async () => {
	for (const kind of ['ping', 'pong'] as const) {
		await using server = await serve();
		using flooding = await connect(`ws://${server.place}/`);
		for (let count = 0; count < 100; count++) {
			flooding.socket[kind]();
		}

		assert.deepEqual(await flooding.closed(), [1006, '']);
		if (kind === 'pong') {
			server.publish(0);
			const metrics = await (await fetch(`http://${server.place}/metrics`)).text();
			assert.match(metrics, /^montui_ws_clients_cut_total\{reason="flood"\} 1$/m);
		}
	}
});

test('a client that answers every ping is not treated as flooding', async () => {
	await using pair = await openPair();
	const {client, peer} = pair;
	let answers = 0;
	peer.socket.on('ping', payload => peer.socket.pong(payload));
	for (let count = 0; count < 100; count++) {
		const received = once(pair.socket, 'data');
		client.offer(frame(count), count * 2000);
		await received;
		answers += 1;
	}

	assert.equal(answers, 100);
	assert.deepEqual(pair.cuts, []);
});
