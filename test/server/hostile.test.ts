import assert from 'node:assert/strict';
import {randomBytes} from 'node:crypto';
import {once} from 'node:events';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {clientFrame, exchange, openSocket, upgradeRequest} from '../helpers/raw-socket.js';
import {connect, serve, type TestServer} from '../helpers/serve.js';

/** Returns the close code in the bytes received after the upgrade. */
async function closeCodeAfter({place}: TestServer, frames: readonly Buffer[]): Promise<number | undefined> {
	const received = Buffer.from(
		await exchange(place, Buffer.concat([Buffer.from(upgradeRequest(place)), ...frames])),
		'latin1',
	);
	for (let at = received.indexOf('\r\n\r\n') + 4; at < received.length; ) {
		const [first = 0, short = 0] = received.subarray(at);
		const length = short < 126 ? short : received.readUInt16BE(at + 2);
		at += short < 126 ? 2 : 4;
		if (first === 0x88) {
			return received.readUInt16BE(at);
		}

		at += length;
	}

	return undefined;
}

const text = 0x81;
const openText = 0x01;
const openContinuation = 0x00;
const unfinished = (count: number, payload: string): readonly Buffer[] =>
	Array.from({length: count}, (_, index) => clientFrame(index === 0 ? openText : openContinuation, payload));

const broken: ReadonlyArray<readonly [name: string, frames: readonly Buffer[], code: number]> = [
	['a frame without a mask', [Buffer.from([text, 2, 0x7b, 0x7d])], 1002],
	['text that is not UTF-8', [clientFrame(text, Buffer.from([0x22, 0xc3, 0x28, 0x22]))], 1007],
	['half of a surrogate pair', [clientFrame(text, Buffer.from([0xed, 0xa0, 0x80]))], 1007],
	['a reserved bit', [clientFrame(0xc1, 'x')], 1002],
	['an unknown opcode', [clientFrame(0x83, 'x')], 1002],
	['a continuation of nothing', [clientFrame(0x80, 'x')], 1002],
	['a long ping', [clientFrame(0x89, 'x'.repeat(126))], 1002],
	['a close code that must not be sent', [clientFrame(0x88, Buffer.from([0x03, 0xed]))], 1002],
	['a message just too long', [clientFrame(text, 'x'.repeat(16_385))], 1009],
	['the announcement of a gigabyte', [clientFrame(text, '', 2 ** 30)], 1009],
	[
		'a long fragmented message',
		[clientFrame(openText, 'x'.repeat(10_000)), clientFrame(0x80, 'x'.repeat(10_000))],
		1009,
	],
	['countless pieces', unfinished(1000, 'x'), 1008],
	['countless empty pieces', unfinished(1000, ''), 1008],
];

for (const [name, frames, code] of broken) {
	test(`${name} closes the connection with ${code} and does not affect other clients`, async () => {
		await using server = await serve();
		using neighbour = await connect(`ws://${server.place}/`);
		assert.equal(await closeCodeAfter(server, frames), code);
		neighbour.send({type: 'ping'});
		await neighbour.next('pong');
	});
}

const heads: ReadonlyArray<readonly [name: string, sent: (place: string) => string | Buffer, status: number]> = [
	['random bytes', () => Buffer.concat([Buffer.from([0]), randomBytes(500)]), 400],
	['another path', place => upgradeRequest(place).replace('GET / ', 'GET /other '), 404],
	['another method', place => upgradeRequest(place).replace('GET', 'POST'), 405],
	['a version from the future', place => upgradeRequest(place).replace('Version: 13', 'Version: 99'), 400],
	['a key that is none', place => upgradeRequest(place).replace('dGhlIHNhbXBsZSBub25jZQ==', 'short'), 400],
	['a huge header', place => upgradeRequest(place).replace('\r\n\r\n', `\r\nX: ${'x'.repeat(9000)}\r\n\r\n`), 431],
];

for (const [name, sent, status] of heads) {
	test(`an upgrade request with ${name} gets a complete response with ${status}`, async () => {
		await using server = await serve();
		assert.match(
			await exchange(server.place, sent(server.place)),
			new RegExp(`^HTTP/1\\.1 ${status} [^\\r]+\\r\\n.*\\r\\n\\r\\n`, 's'),
		);
	});
}

test('idle connections do not lock out clients: after a second, the oldest are closed', async () => {
	await using server = await serve({maxClients: 1});
	const oldest = await openSocket(server.place);
	const ended = once(oldest, 'close');
	const silent = [];
	for (let count = 0; count < 255; count++) {
		silent.push(await openSocket(server.place));
	}

	await sleep(1050);
	using client = await connect(`ws://${server.place}/`);
	await client.next('connection');
	await ended;
	assert.match(server.log.join(), /refused 127\.0\.0\.1: too many connections/);
	for (const socket of silent) {
		socket.destroy();
	}
});

test('connections that are reset at any time do not affect other clients', async () => {
	await using server = await serve();
	for (let count = 0; count < 50; count++) {
		const socket = await openSocket(server.place);
		socket.write(upgradeRequest(server.place));
		if (count % 2 === 0) {
			await once(socket, 'data');
			socket.write(clientFrame(text, 'x'.repeat(100), 200));
		}

		socket.resetAndDestroy();
	}

	using client = await connect(`ws://${server.place}/`);
	await client.next('connection');
});
