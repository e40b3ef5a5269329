import assert from 'node:assert/strict';
import {once} from 'node:events';
import {test} from 'node:test';
import {eventually} from '../../helpers/eventually.js';
import {clientFrame, openSocket, upgradeRequest} from '../../helpers/raw-socket.js';
import {connect, serve} from '../../helpers/serve.js';

test('requests in one packet are answered in order', async () => {
	await using server = await serve();
	server.publish(0);
	const paths = Array.from({length: 30}, (_, index) => `/nothing-${index}`);
	const requests = paths.map(path => `GET ${path} HTTP/1.1\r\nHost: ${server.place}\r\n\r\n`);
	const socket = await openSocket(server.place);
	let received = '';
	socket.on('data', chunk => {
		received += chunk.toString('latin1');
	});
	socket.write(`${requests.join('')}GET /healthz HTTP/1.1\r\nHost: ${server.place}\r\nConnection: close\r\n\r\n`);
	await once(socket, 'close');
	assert.equal(received.split('HTTP/1.1 404 ').length - 1, 30);
	assert.match(received, /ok\n$/);
});

test('a request in several packets is one request', async () => {
	await using server = await serve();
	server.publish(0);
	const socket = await openSocket(server.place);
	let received = '';
	socket.on('data', chunk => {
		received += chunk.toString('latin1');
	});
	for (const piece of `GET /healthz HTTP/1.1\r\nHost: ${server.place}\r\nX: ${'x'.repeat(3000)}\r\n\r\n`.match(
		/.{1,700}/gs,
	) ?? []) {
		socket.write(piece);
		await new Promise(setImmediate);
	}

	await eventually('the answer', () => received.endsWith('ok\n'));
	assert.equal(received.split('HTTP/1.1').length - 1, 1);
	socket.destroy();
});

test('a client that does not read gets no further responses and costs no memory', async () => {
	await using server = await serve();
	server.publish(0);
	const request = `GET /page.js HTTP/1.1\r\nHost: ${server.place}\r\n\r\n`;
	const greedy = await openSocket(server.place);
	greedy.pause();
	const before = process.memoryUsage.rss();
	// Bytes that the server does not read are buffered in the kernel, and then in this process.
	greedy.write(request.repeat(400_000));
	for (let count = 0; count < 20; count++) {
		assert.equal(await (await fetch(`http://${server.place}/healthz`)).text(), 'ok\n');
		await new Promise(resolve => setTimeout(resolve, 20));
	}

	assert.ok(greedy.writableLength > 0, 'the server does not read on');
	const grownBytes = process.memoryUsage.rss() - before;
	assert.ok(grownBytes < 100 * 2 ** 20, `grown by ${grownBytes} bytes`);
	greedy.destroy();
});

test('a client that reads slowly gets all responses', async () => {
	await using server = await serve();
	server.publish(0);
	const socket = await openSocket(server.place);
	const count = 3000;
	// A path whose response does not depend on the age of the sample. A connection is closed after a thousand responses.
	socket.write(`GET /nothing HTTP/1.1\r\nHost: ${server.place}\r\n\r\n`.repeat(count));
	let received = '';
	socket.on('data', chunk => {
		received += chunk.toString('latin1');
		socket.pause();
		setTimeout(() => socket.resume(), 1);
	});
	await once(socket, 'close');
	assert.equal(received.split('HTTP/1.1 404').length - 1, 1000);
});

test('requests that Node rejects itself do not block the client', async () => {
	await using server = await serve();
	server.publish(0);
	const bad = await openSocket(server.place);
	const ended = once(bad, 'close');
	let received = '';
	bad.on('data', chunk => {
		received += chunk.toString('latin1');
	});
	bad.write('GET / HTTP/1.1\r\n\r\n'.repeat(3000));
	await ended;
	assert.equal(received.match(/^HTTP\/1\.1 400 /gm)?.length, 1);
});

test('frames in the packet of the upgrade request, or after another request, are received', async () => {
	await using server = await serve();
	server.publish(0);
	const socket = await openSocket(server.place);
	let received = '';
	socket.on('data', chunk => {
		received += chunk.toString('latin1');
	});
	const health = `GET /healthz HTTP/1.1\r\nHost: ${server.place}\r\n\r\n`;
	const ping = clientFrame(0x81, '{"type":"ping","id":"first"}');
	const other = clientFrame(0x81, '{"type":"ping","id":"second"}');
	socket.write(Buffer.concat([Buffer.from(health + upgradeRequest(server.place)), ping, other]));
	await eventually('both answers', () => received.includes('"id":"first"') && received.includes('"id":"second"'));
	assert.ok(received.indexOf('"id":"first"') < received.indexOf('"id":"second"'));
	assert.ok(received.indexOf('ok\n') < received.indexOf('101 Switching'));
	socket.destroy();
	using client = await connect(`ws://${server.place}/`);
	await client.next('connection');
});
