import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import type {AddressInfo} from 'node:net';
import {createServer as createTcpServer, type Socket} from 'node:net';
import path from 'node:path';
import {test} from 'node:test';
import {ConnectionError} from '../../../source/remote/client/connection-error.js';
import {selfSignedCertificate} from '../../helpers/certificate.js';
import {eventually} from '../../helpers/eventually.js';
import {followConnection} from '../../helpers/follow-connection.js';
import {openReceiver} from '../../helpers/http-receiver.js';
import {openProxy} from '../../helpers/proxy.js';
import {serve} from '../../helpers/serve.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const token = 'a-secret-of-32-characters-or-so!';

test('the correct token is accepted, also in the address that the server prints', async () => {
	await using server = await serve({token});
	server.publish(0);
	for (const [url, options] of [
		[`ws://${server.place}`, {token}],
		[`http://${server.place}/#token=${encodeURIComponent(token)}`, {}],
	] as const) {
		await using client = followConnection(url, options);
		await client.becomes('live');
	}
});

for (const [what, wrong, expected] of [
	['without a token', {}, /a token is required \(HTTP 401\)/],
	['with a wrong token', {token: 'another-secret'}, /the token is wrong \(HTTP 401\)/],
] as const) {
	test(`${what} the connection ends immediately, and the error contains no secret`, async () => {
		await using server = await serve({token});
		await using client = followConnection(`ws://${server.place}`, wrong);
		const error = await client.over;
		assert.ok(error instanceof ConnectionError);
		assert.match(error.message, expected);
		assert.ok(error.isFinal);
		assert.doesNotMatch(JSON.stringify([error.message, error.stack, client.statuses]), /another-secret/);
		assert.equal(client.connection.status.getState().state, 'lost');
	});
}

for (const [status, headers, expected] of [
	[403, {}, /access denied \(HTTP 403\)/],
	[404, {}, /not a mon-tui server \(HTTP 404\)/],
	[200, {}, /not a mon-tui server \(HTTP 200\)/],
	[421, {}, /does not accept the name 127\.0\.0\.1; start it with --allow-host/],
	[
		302,
		{location: 'https://elsewhere.example/login?next=s3cret'},
		/redirects to https:\/\/elsewhere\.example; redirects/,
	],
	[307, {location: '/other?s3cret'}, /redirects to another address/],
] as const) {
	test(`a response with status ${status} is final, and nothing is sent to another server`, async () => {
		await using receiver = await openReceiver(response => response.writeHead(status, headers).end('s3cret'));
		await using client = followConnection(`${receiver.origin}/`, {token});
		const error = await client.over;
		assert.ok(error instanceof ConnectionError);
		assert.match(error.message, expected);
		assert.doesNotMatch(error.message, /s3cret/);
		assert.equal(receiver.requests.length, 1);
		assert.equal(receiver.requests[0]?.headers.authorization, `Bearer ${token}`);
	});
}

test('the client reconnects to a failing or full server after the requested delay', async () => {
	await using receiver = await openReceiver(500, 502, response =>
		response.writeHead(503, {'retry-after': '3600'}).end(),
	);
	await using client = followConnection(`${receiver.origin}/`);
	await eventually('three attempts', () => receiver.requests.length === 3);
	await eventually('the reason', () => /full/.test(JSON.stringify(client.connection.status.getState())));
	const {reason, isFinal} = await client.becomes('lost');
	assert.deepEqual([reason, isFinal], ['the server is full (HTTP 503)', false]);
	assert.equal(receiver.requests.length, 3);
});

test('too many requests are reported and retried', async () => {
	await using receiver = await openReceiver(response => response.writeHead(429, {'retry-after': '60'}).end());
	await using client = followConnection(`${receiver.origin}/`);
	const {reason, isFinal} = await client.becomes('lost');
	assert.deepEqual([reason, isFinal], ['too many requests or wrong tokens from this address (HTTP 429)', false]);
});

for (const status of [200, 302, 403, 404, 421]) {
	test(`the client waits for a known server while another one answers with status ${status}`, async () => {
		const first = await serve();
		first.publish(0);
		await using receiver = await openReceiver(response => response.writeHead(status, {location: '/sorry'}).end());
		let target = first.place;
		await using wire = await openProxy(() => target);
		await using client = followConnection(`ws://${wire.place}`);
		await client.becomes('live');
		target = receiver.host;
		await first[Symbol.asyncDispose]();
		await eventually('two refusals', () => receiver.requests.length >= 2);
		await using second = await serve();
		second.publish(0);
		target = second.place;
		await client.becomes('live');
	});
}

test('a token that is no longer valid ends the connection', async () => {
	await using server = await serve({token});
	server.publish(0);
	await using wire = await openProxy(() => server.place);
	await using client = followConnection(`ws://${wire.place}`, {token});
	await client.becomes('live');
	server.server.changeToken('another-token-than-before');
	wire.reset();
	assert.match(String(await client.over), /the token is wrong \(HTTP 401\)/);
});

test('a rate-limited subscription is repeated after the delay that the server requests', async () => {
	await using server = await serve({maxClients: 1});
	for (let index = 0; index < 600; index++) {
		server.publish(index / 2);
	}

	// The budget of this address is exhausted.
	await Promise.all(
		Array.from({length: 150}, (_, index) => fetch(`http://${server.place}/api/v1/history?seconds=${10 + index}`)),
	);
	await using client = followConnection(`ws://${server.place}`, {subscription: {history: {seconds: 100}}});
	const [refused] = await client.some('refused');
	assert.equal(refused?.code, 'RATE_LIMITED');
	const [history] = await client.some('history');
	assert.ok((history?.points.length ?? 0) > 100);
});

test('a refused connection is reported and retried', async () => {
	await using client = followConnection('ws://127.0.0.1:9');
	const {reason, isFinal} = await client.becomes('lost');
	assert.deepEqual([reason, isFinal], ['connection refused', false]);
	await using unknown = followConnection('ws://no-such-host.invalid');
	assert.match((await unknown.becomes('lost')).reason, /unknown host|resolved/);
});

test('a file or a directory that is not a socket is named', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('letter');
	writeFileSync(file, 'a letter');
	for (const place of [file, directory.path]) {
		await using client = followConnection(`unix:${place}`);
		assert.equal((await client.becomes('lost')).reason, `${place} is not a socket`);
	}
});

test('an untrusted certificate ends the connection; one in the ca option is trusted', async () => {
	using directory = temporaryDirectory();
	const {key, cert} = selfSignedCertificate();
	const [tlsKey, tlsCert] = [path.join(directory.path, 'key.pem'), path.join(directory.path, 'cert.pem')];
	writeFileSync(tlsKey, key, {mode: 0o600});
	writeFileSync(tlsCert, cert);
	await using server = await serve({tlsKey, tlsCert});
	server.publish(0);

	await using distrustful = followConnection(`wss://${server.place}`);
	const error = await distrustful.over;
	assert.ok(error instanceof ConnectionError);
	assert.match(error.message, /the certificate is not trusted: it is self-signed/);

	await using trusting = followConnection(`wss://${server.place}`, {ca: cert});
	await trusting.becomes('live');
});

test('a server without TLS is reported and retried', async () => {
	await using server = await serve();
	await using client = followConnection(`wss://${server.place}`);
	const {reason, isFinal} = await client.becomes('lost');
	assert.match(reason, /not use TLS|closed|reset/);
	assert.equal(isFinal, false);
});

/** A raw server that answers the upgrade and then sends arbitrary bytes. */
async function hostileServer(afterUpgrade: (socket: Socket) => void) {
	const {createHash} = await import('node:crypto');
	const sockets = new Set<Socket>();
	const server = createTcpServer(socket => {
		sockets.add(socket);
		socket.on('error', () => {});
		socket.on('close', () => sockets.delete(socket));
		socket.once('data', bytes => {
			const [, key] = /sec-websocket-key: (\S+)/i.exec(String(bytes)) ?? [];
			const accept = createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64');
			socket.write(
				`HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
			);
			afterUpgrade(socket);
		});
	});
	await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
	const {port} = server.address() as AddressInfo;
	return {
		url: `ws://127.0.0.1:${port}`,
		async [Symbol.asyncDispose]() {
			for (const socket of sockets) {
				socket.destroy();
			}

			await new Promise(resolve => server.close(resolve));
		},
	};
}

/** Returns a complete unmasked frame. */
function frame(opcode: number, payload: string | Buffer): Buffer {
	const bytes = Buffer.from(payload);
	if (bytes.length < 126) {
		return Buffer.concat([Buffer.from([0x80 | opcode, bytes.length]), bytes]);
	}

	const head = Buffer.alloc(10);
	head[0] = 0x80 | opcode;
	head[1] = 127;
	head.writeBigUInt64BE(BigInt(bytes.length), 2);
	return Buffer.concat([head, bytes]);
}

const text = (message: unknown) => frame(1, typeof message === 'string' ? message : JSON.stringify(message));

for (const [what, send, expected] of [
	['bytes that are not frames', [Buffer.from('HTTP/1.1 200 OK\r\n\r\n'.repeat(20))], /violates the WebSocket protocol/],
	['text that is not JSON', [text('hello')], /not a mon-tui server/],
	['JSON that is not an object', [text('[1,2]')], /not a mon-tui server/],
	['deeply nested JSON', [text('['.repeat(200_000))], /not a mon-tui server/],
	['a binary message', [frame(2, Buffer.alloc(8))], /not a mon-tui server/],
	['a message that is too long', [text(`{"type":"${'x'.repeat(2 ** 21)}"}`)], /message that is too long/],
	['a flood of messages', Array(600).fill(text({type: 'lag'})), /sends too many messages/],
	['a final close code', [frame(8, Buffer.from([0x03, 0xf0]))], /closed the connection \(1008\)/],
] as const) {
	test(`${what} ends the connection with a reason, and not the program`, async () => {
		await using server = await hostileServer(socket => {
			for (const bytes of send) {
				socket.write(bytes);
			}
		});
		await using client = followConnection(server.url);
		assert.match((await client.becomes('lost')).reason, expected);
	});
}

test('messages with invalid parts become samples with unknown values', async () => {
	const hostile = [
		{type: 'connection', protocol: 1, server_id: 7, host: [], interval: -5, metrics: 3},
		{type: 'monitoring_data'},
		{type: 'monitoring_data', seq: 1e308, t: 1e308, interval: 1e308, data: {memory: {total: 'all'}, disks: [null, {}]}},
		{type: 'monitoring_data', seq: -1, t: 0, interval: 0, data: 5, alerts: {}, events: [{}, 7]},
		{type: 'alert', event: 'raised'},
		{type: 'history', columns: 5, rows: 'many', done: true},
		{type: 'lag', skipped: 'some'},
		{type: 'error'},
		{type: '__proto__'},
		{type: 'subscription', interval: {}},
	];
	await using server = await hostileServer(socket => {
		for (const message of hostile) {
			socket.write(text(message));
		}
	});
	await using client = followConnection(server.url);
	const samples = await client.some('sample', 3);
	for (const {sample} of samples) {
		assert.ok(Object.values(sample.snapshot.readings).every(({state}) => state !== 'ok'));
	}

	await client.some('refused');
});

test('a server that accepts the connection but sends nothing is disconnected and retried', async () => {
	let connections = 0;
	await using server = await hostileServer(() => {
		connections += 1;
	});
	await using client = followConnection(server.url, {connectTimeoutMs: 100});
	assert.match((await client.becomes('lost')).reason, /no response/);
	await eventually('another attempt', () => connections > 1);
});
