import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import {WebSocketServer} from 'ws';
import {initialState, type MonitorState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {attachServer} from '../../source/server/attach-server.js';
import {eventually} from '../helpers/eventually.js';
import {collectGarbage} from '../helpers/held-bytes.js';
import {exchange, upgradeRequest} from '../helpers/raw-socket.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {connect} from '../helpers/serve.js';

async function listen(server: Server): Promise<string> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test('the stream uses a path of an existing server, next to its own paths', async () => {
	const store = sampleStore();
	const httpServer = createServer((request, response) => {
		if (request.url?.startsWith('/monitor/')) {
			request.url = request.url.slice('/monitor'.length);
			attached.handleRequest(request, response);
		} else {
			response.end('its own');
		}
	});
	const others = new WebSocketServer({noServer: true});
	httpServer.on('upgrade', (request, socket, head) => {
		if (request.url === '/chat') {
			others.handleUpgrade(request, socket, head, webSocket => webSocket.send('{"type":"chat"}'));
		}
	});
	const attached = await attachServer(httpServer, store, {path: '/monitor/stream'});
	const place = await listen(httpServer);
	store.receive(sampleAt(0));

	using client = await connect(`ws://${place}/monitor/stream`);
	assert.equal((await client.next('monitoring_data')).seq, 1);
	using chat = await connect(`ws://${place}/chat`);
	await chat.next('chat');
	assert.equal(await (await fetch(`http://${place}/`)).text(), 'its own');
	assert.equal(await (await fetch(`http://${place}/monitor/healthz`)).text(), 'ok\n');
	assert.deepEqual(attached.state.getState(), {
		address: undefined,
		clients: 1,
		skippedFrames: 0,
		urlWithToken: undefined,
	});

	await attached[Symbol.asyncDispose]();
	assert.deepEqual(await client.closed(), [1001, 'server stops']);
	assert.equal(await (await fetch(`http://${place}/`)).text(), 'its own');
	chat.send('still here');
	assert.equal(chat.socket.readyState, chat.socket.OPEN);
	chat.socket.terminate();
	httpServer.closeAllConnections();
	httpServer.close();
});

test('an attached server refuses wrong tokens and foreign pages', async () => {
	const httpServer = createServer();
	await using attached = await attachServer(httpServer, sampleStore(), {token: 'a-token'});
	assert.equal(attached.state.getState().clients, 0);
	const place = await listen(httpServer);
	await assert.rejects(connect(`ws://${place}/`), /HTTP 401/);
	await assert.rejects(connect(`ws://${place}/`, [], {origin: 'http://evil.example'}), /HTTP 403/);
	using client = await connect(`ws://${place}/`, [], {headers: {Authorization: 'Bearer a-token'}});
	await client.next('connection');
	httpServer.close();
});

/** An application that answers all requests itself. */
async function application(): Promise<AsyncDisposable & {readonly httpServer: Server; readonly place: string}> {
	const httpServer = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) {
			chunks.push(chunk);
		}

		response.end(`its own ${request.method} ${request.url} ${Buffer.concat(chunks)}`);
	});
	const place = await listen(httpServer);
	return {
		httpServer,
		place,
		async [Symbol.asyncDispose]() {
			httpServer.closeAllConnections();
			httpServer.close();
			await once(httpServer, 'close');
		},
	};
}

const offers: ReadonlyArray<readonly [name: string, request: string, answer: RegExp]> = [
	['no offer', 'GET /a HTTP/1.1\r\n', /200 OK.*its own GET \/a $/s],
	['an offer of HTTP/2', 'GET /a HTTP/1.1\r\nUpgrade: h2c\r\n', /200 OK.*its own GET \/a $/s],
	[
		'an offer of HTTP/2 with a body',
		'POST /a HTTP/1.1\r\nUpgrade: h2c\r\nContent-Length: 5\r\n',
		/200 OK.*its own POST \/a hello$/s,
	],
	[
		'an offer of HTTP/2 on the path of the stream',
		'GET /monitor HTTP/1.1\r\nUpgrade: h2c\r\n',
		/200 OK.*its own GET \/monitor $/s,
	],
	['a WebSocket by HTTP/1.0', 'GET /monitor HTTP/1.0\r\nUpgrade: websocket\r\n', /200 OK.*its own GET \/monitor/s],
	[
		'a WebSocket for a path without a listener',
		'GET /a HTTP/1.1\r\nUpgrade: websocket\r\n',
		/^HTTP\/1\.1 404 .*on \/monitor/s,
	],
];

for (const [name, head, answer] of offers) {
	test(`on the server of an application, a request with ${name} is answered`, async () => {
		await using app = await application();
		await using _attached = await attachServer(app.httpServer, sampleStore(), {path: '/monitor'});
		const fields = `Host: ${app.place}\r\nConnection: ${head.includes('Upgrade') ? 'upgrade, close' : 'close'}\r\n`;
		const body = head.includes('Content-Length') ? 'hello' : '';
		assert.match(await exchange(app.place, `${head}${fields}\r\n${body}`), answer);
	});
}

test('two monitors on one server use one path each, and do not affect other paths', async () => {
	await using app = await application();
	const [one, other] = [sampleStore(), sampleStore()];
	const first = await attachServer(app.httpServer, one, {path: '/one'});
	await using _second = await attachServer(app.httpServer, other, {path: '/two/'});
	one.receive(sampleAt(0, {}, 7));
	other.receive(sampleAt(0, {}, 8));
	using ofFirst = await connect(`ws://${app.place}/one/`);
	assert.equal((await ofFirst.next('monitoring_data')).seq, 7);
	using ofSecond = await connect(`ws://${app.place}/two`);
	assert.equal((await ofSecond.next('monitoring_data')).seq, 8);
	await assert.rejects(connect(`ws://${app.place}/three`), /HTTP 404/);
	const h2c = `GET /a HTTP/1.1\r\nHost: x\r\nUpgrade: h2c\r\nConnection: upgrade, close\r\n\r\n`;
	assert.match(await exchange(app.place, h2c), /its own GET \/a/);
	await first[Symbol.asyncDispose]();
	await assert.rejects(connect(`ws://${app.place}/one`), /HTTP 404/);
	using again = await connect(`ws://${app.place}/two`);
	await again.next('connection');
});

test('upgrade requests that no listener of an application takes are refused after a while', async () => {
	await using app = await application();
	const others = new WebSocketServer({noServer: true});
	app.httpServer.on('upgrade', (request, socket, head) => {
		if (request.url === '/late') {
			setTimeout(() => others.handleUpgrade(request, socket, head, one => one.send('{"type":"late"}')), 100);
		}
	});
	await using _attached = await attachServer(app.httpServer, sampleStore(), {path: '/monitor'});
	using late = await connect(`ws://${app.place}/late`);
	await late.next('late');
	const answer = await exchange(app.place, upgradeRequest(app.place).replace('GET / ', 'GET /nowhere '));
	assert.match(answer, /^HTTP\/1\.1 404 /);
	late.send('still here');
	assert.equal(late.socket.readyState, late.socket.OPEN);
});

test('disposing removes all listeners from the server and the monitor', async () => {
	await using app = await application();
	const store = await (async () => {
		const own = createStore<MonitorState>(initialState(500, {samples: 1, seconds: 1}));
		const attached = await attachServer(app.httpServer, own, {path: '/monitor'});
		using client = await connect(`ws://${app.place}/monitor`);
		own.setState(state => receiveSample(state, sampleAt(0)));
		await client.next('monitoring_data');
		await attached[Symbol.asyncDispose]();
		return new WeakRef(own);
	})();
	assert.equal(app.httpServer.listenerCount('upgrade'), 0);
	const h2c = `GET /a HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade, close\r\n\r\n`;
	assert.match(await exchange(app.place, h2c), /its own GET \/a /);
	await eventually('the store is let go of', async () => {
		await collectGarbage();
		return store.deref() === undefined;
	});
});

test('processes are listed while clients are connected', async () => {
	await using app = await application();
	const store = sampleStore();
	let wishes = 0;
	const requestProcessList = () => {
		wishes += 1;
		return () => {
			wishes -= 1;
		};
	};
	const attached = await attachServer(app.httpServer, store, {path: '/monitor', requestProcessList});
	store.receive(sampleAt(0));
	assert.equal(wishes, 0);
	using client = await connect(`ws://${app.place}/monitor`);
	store.receive(sampleAt(0.5));
	await client.next('monitoring_data');
	assert.equal(wishes, 1);
	await attached[Symbol.asyncDispose]();
	assert.equal(wishes, 0);
});
