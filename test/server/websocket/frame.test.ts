import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer} from 'node:http';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import {WebSocket, WebSocketServer} from 'ws';
import {pingFrame, textFrame} from '../../../source/server/websocket/frame.js';
import {eventually} from '../../helpers/eventually.js';

const headers: ReadonlyArray<readonly [length: number, header: readonly number[]]> = [
	[0, [0x81, 0]],
	[1, [0x81, 1]],
	[125, [0x81, 125]],
	[126, [0x81, 126, 0, 126]],
	[65_535, [0x81, 126, 0xff, 0xff]],
	[65_536, [0x81, 127, 0, 0, 0, 0, 0, 1, 0, 0]],
];

for (const [length, header] of headers) {
	test(`${length} bytes have the header of RFC 6455`, () => {
		const payload = Buffer.alloc(length, 'x');
		assert.deepEqual(textFrame(payload), Buffer.concat([Buffer.from(header), payload]));
	});
}

test('a ping contains its payload', () => {
	assert.deepEqual(pingFrame(Buffer.from([7, 8])), Buffer.from([0x89, 2, 7, 8]));
});

test('frames written to the socket and messages sent with ws arrive complete and in order', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const webSockets = new WebSocketServer({noServer: true});
	const sent: string[] = [];
	server.on('upgrade', (request, socket, head) => {
		webSockets.handleUpgrade(request, socket, head, webSocket => {
			for (let index = 0; index < 1500; index++) {
				const text = `${index} ${'é'.repeat((index * 7919) % 40_000)}`;
				sent.push(text);
				if (index % 4 === 3) {
					webSocket.send(text);
				} else {
					socket.write(textFrame(Buffer.from(text)));
				}
			}
		});
	});

	const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`);
	let received = 0;
	let firstFault: number | undefined;
	client.on('message', data => {
		if (String(data) !== sent[received]) {
			firstFault ??= received;
		}

		received += 1;
	});
	await eventually('all messages', () => received === 1500);
	assert.equal(firstFault, undefined);
	client.terminate();
	server.close();
	server.closeAllConnections();
});
