import assert from 'node:assert/strict';
import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import type {AddressInfo} from 'node:net';
import {test} from 'node:test';
import {WebSocketServer} from 'ws';
import {attachServer} from '../../source/server/attach-server.js';
import {sampleStore} from '../helpers/sample-store.js';
import {sampleAt} from '../helpers/samples.js';
import {connect} from '../helpers/serve.js';

async function listen(server: Server): Promise<string> {
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return `127.0.0.1:${(server.address() as AddressInfo).port}`;
}

test("the stream lives on a path of somebody else's server, beside what that serves itself", async () => {
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

test('a token and foreign pages are refused there as well', async () => {
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
