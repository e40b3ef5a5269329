import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {openSocket, upgradeRequest} from '../helpers/raw-socket.js';
import {connect, serve, type TestServer} from '../helpers/serve.js';

type Opened = {
	/** The extensions that the server accepted. */
	readonly agreed: string | undefined;
	/** The first byte and the length of each frame. */
	readonly frames: ReadonlyArray<readonly [first: number, bytes: number]>;
};

/** Connects with an offer. Resolves with the connection message and the snapshot. */
async function openWith({place}: TestServer, offer: string | undefined): Promise<Opened> {
	const socket = await openSocket(place);
	let received = Buffer.alloc(0);
	socket.on('data', (chunk: Buffer) => {
		received = Buffer.concat([received, chunk]);
	});
	const line = offer === undefined ? '' : `\r\nSec-WebSocket-Extensions: ${offer}`;
	socket.write(upgradeRequest(place).replace('\r\n\r\n', `${line}\r\n\r\n`));
	await eventually('greeting and snapshot', () => framesIn(received).length >= 2);
	socket.destroy();
	const [, agreed] = /\r\nSec-WebSocket-Extensions: ([^\r]+)/i.exec(received.toString('latin1')) ?? [];
	return {agreed, frames: framesIn(received)};
}

function framesIn(received: Buffer): Opened['frames'] {
	const head = received.indexOf('\r\n\r\n');
	const frames: (readonly [number, number])[] = [];
	for (let at = head + 4; head >= 0 && at + 4 <= received.length; ) {
		const short = received.readUInt8(at + 1);
		const length = short < 126 ? short + 2 : received.readUInt16BE(at + 2) + 4;
		if (at + length <= received.length) {
			frames.push([received.readUInt8(at), length]);
		}

		at += length;
	}

	return frames;
}

const plain = 0x81;
const compressed = 0xc1;

const offers: ReadonlyArray<readonly [offer: string | undefined, agreed: RegExp | undefined, first: number]> = [
	[undefined, undefined, plain],
	['permessage-deflate', /^permessage-deflate; server_no_context_takeover; client_no_context_takeover$/, compressed],
	['permessage-deflate; client_max_window_bits', /server_no_context_takeover/, compressed],
	['permessage-deflate; server_max_window_bits=12; client_max_window_bits=12', /server_max_window_bits=12/, compressed],
	// The window of the client is one kilobyte: it gets uncompressed messages.
	['permessage-deflate; server_max_window_bits=10', /server_max_window_bits=10/, plain],
	['x-webkit-deflate-frame', undefined, plain],
];

for (const [offer, agreed, first] of offers) {
	test(`a client that offers ${offer ?? 'nothing'} gets ${first === plain ? 'plain' : 'compressed'} snapshots`, async () => {
		await using server = await serve({compress: true});
		server.publish(0);
		const opened = await openWith(server, offer);
		assert.match(opened.agreed ?? '', agreed ?? /^$/);
		assert.deepEqual(
			opened.frames.slice(0, 2).map(([byte]) => byte),
			[plain, first],
		);
	});
}

test('without --compress, the server accepts no extension', async () => {
	await using server = await serve();
	server.publish(0);
	const {agreed, frames} = await openWith(server, 'permessage-deflate');
	assert.deepEqual([agreed, frames[1]?.[0]], [undefined, plain]);
});

test('a compressed snapshot is less than half as long', async () => {
	await using server = await serve({compress: true});
	server.publish(0);
	const [[, whole = 0] = []] = (await openWith(server, undefined)).frames.slice(1);
	const [[, short = whole] = []] = (await openWith(server, 'permessage-deflate')).frames.slice(1);
	assert.ok(short < whole / 2, `${short} of ${whole} bytes`);
});

test('clients get the same messages with and without compression, between responses and pings', async () => {
	await using server = await serve({compress: true});
	using asking = await connect(`ws://${server.place}/`, ['mon-tui.v1'], {perMessageDeflate: {threshold: 0}});
	using other = await connect(`ws://${server.place}/`, ['mon-tui.v1']);
	assert.deepEqual([asking.socket.extensions, other.socket.extensions], ['permessage-deflate', '']);
	for (const client of [asking, other]) {
		client.send({type: 'subscribe', id: 'x', metrics: ['memory', 'processor']});
		await client.next('subscription');
	}

	for (let index = 0; index < 60; index++) {
		server.publish(index / 2);
		if (index % 10 === 0) {
			asking.send({type: 'ping', id: String(index)});
			await asking.next('pong');
		}

		await Promise.all([asking.next('monitoring_data'), other.next('monitoring_data')]);
	}

	assert.deepEqual(asking.of('monitoring_data'), other.of('monitoring_data'));
	assert.deepEqual(
		asking.of('pong').map(({id}) => id),
		Array.from({length: 6}, (_, index) => String(index * 10)),
	);
});

test('a compressed request that expands beyond the limit is refused', async () => {
	await using server = await serve({compress: true});
	using client = await connect(`ws://${server.place}/`, [], {perMessageDeflate: true});
	client.send({type: 'ping', id: 'x', padding: 'a'.repeat(2 ** 24)});
	assert.equal((await client.closed())[0], 1009);
});
