import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import {once} from 'node:events';
import {test} from 'node:test';
import {promisify} from 'node:util';
import {eventually} from '../helpers/eventually.js';
import {without} from '../helpers/programs.js';
import {exchange, openSocket, upgradeRequest} from '../helpers/raw-socket.js';
import {connect, serve} from '../helpers/serve.js';

const run = promisify(execFile);
const token = 'correct-horse/battery+staple';

/** `PLACE` and `PORT` are replaced by those of the server. */
async function statusOf(place: string, head: string): Promise<number> {
	const sent = head.replaceAll('PLACE', place).replaceAll('PORT', place.split(':')[1] ?? '');
	const answer = await exchange(place, `${sent.replaceAll('\n', '\r\n')}\r\nConnection: close\r\n\r\n`);
	return Number(/^HTTP\/1\.1 (\d+) /.exec(answer)?.[1] ?? 0);
}

const offer = 'Upgrade: h2c\nHTTP2-Settings: AAEAAEAAAAIAAAABAAMAAABkAAQBAAAAAAUAAEAA';
const requests: ReadonlyArray<readonly [name: string, head: string, status: number]> = [
	['a whole URL of this server', 'GET http://PLACE/api/v1/status HTTP/1.1\nHost: PLACE', 200],
	['a whole URL, whose host counts instead of the Host field', 'GET http://PLACE/ HTTP/1.1\nHost: evil.example', 200],
	['a whole URL of another server', 'GET http://evil.example/ HTTP/1.1\nHost: PLACE', 421],
	['a whole URL with a user before a foreign host', 'GET http://PLACE@evil.example/ HTTP/1.1\nHost: PLACE', 400],
	['a whole URL of another scheme', 'GET https://PLACE/ HTTP/1.1\nHost: PLACE', 421],
	['a whole URL without a path', 'GET http://PLACE HTTP/1.1\nHost: PLACE', 200],
	['two slashes at the beginning', 'GET //api/v1/status HTTP/1.1\nHost: PLACE', 200],
	['two Host fields', 'GET /healthz HTTP/1.1\nHost: PLACE\nHost: PLACE', 400],
	['two Host fields, one of them foreign', 'GET / HTTP/1.1\nHost: PLACE\nHost: evil.example', 400],
	['no Host', 'GET /healthz HTTP/1.1', 400],
	['the health by HTTP/1.0 without Host', 'GET /healthz HTTP/1.0', 200],
	['the health under another name', 'GET /healthz HTTP/1.1\nHost: mon.internal', 200],
	['the health under an empty name', 'GET /healthz HTTP/1.1\nHost: ', 200],
	['the page by HTTP/1.0 without Host', 'GET / HTTP/1.0', 400],
	['data by HTTP/1.0 without Host', 'GET /api/v1/status HTTP/1.0', 400],
	[
		'an offer of HTTP/2',
		`GET /api/v1/status HTTP/1.1\nHost: PLACE\nConnection: Upgrade, HTTP2-Settings\n${offer}`,
		200,
	],
	[
		'an offer of HTTP/2, by a foreign page',
		`GET / HTTP/1.1\nHost: PLACE\nOrigin: http://evil.example\nConnection: Upgrade\n${offer}`,
		403,
	],
	[
		'an offer of HTTP/2 and a body',
		`GET / HTTP/1.1\nHost: PLACE\nContent-Length: 1\nConnection: Upgrade\n${offer}`,
		400,
	],
	['an offer of another protocol', 'GET / HTTP/1.1\nHost: PLACE\nConnection: upgrade\nUpgrade: irc/6.9, rta/x11', 200],
	['an offer of WebSocket or HTTP/2', 'GET / HTTP/1.1\nHost: PLACE\nConnection: upgrade\nUpgrade: websocket, h2c', 200],
	[
		'an upgrade over HTTP/1.0',
		'GET / HTTP/1.0\nHost: PLACE\nConnection: upgrade\nUpgrade: websocket\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\nSec-WebSocket-Version: 13',
		200,
	],
	['an expectation that it does not know', 'GET / HTTP/1.1\nHost: PLACE\nExpect: the-unexpected', 417],
];

for (const [name, head, status] of requests) {
	test(`a request with ${name} is answered with ${status}`, async () => {
		await using server = await serve();
		server.publish(0);
		assert.equal(await statusOf(server.place, head), status);
	});
}

const sites: ReadonlyArray<readonly [name: string, path: string, fields: string, status: number]> = [
	['its own page', '/api/v1/status', 'Sec-Fetch-Site: same-origin\nSec-Fetch-Mode: cors', 200],
	['the address bar', '/metrics', 'Sec-Fetch-Site: none\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document', 200],
	['a link to the page', '/', 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document', 200],
	['a link to data', '/metrics', 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: document', 403],
	['a frame', '/', 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: navigate\nSec-Fetch-Dest: iframe', 403],
	['an image', '/api/v1/history', 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: image', 403],
	['a script', '/page.js', 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors\nSec-Fetch-Dest: script', 403],
	['another port of this machine', '/metrics', 'Sec-Fetch-Site: same-site\nSec-Fetch-Mode: no-cors', 403],
	['a page that looks whether it is there', '/healthz', 'Sec-Fetch-Site: cross-site\nSec-Fetch-Mode: no-cors', 403],
	['an allowed page', '/metrics', 'Sec-Fetch-Site: cross-site\nOrigin: https://wall.example', 200],
];

for (const [name, path, fields, status] of sites) {
	test(`under the name ${name}, ${path} is answered with ${status}`, async () => {
		await using server = await serve({allowOrigins: ['https://wall.example']});
		server.publish(0);
		assert.equal(await statusOf(server.place, `GET ${path} HTTP/1.1\nHost: PLACE\n${fields}`), status);
	});
}

test('with the correct token, any host name is accepted; with a wrong one, none', async () => {
	await using server = await serve({token});
	for (const [head, status] of [
		[`GET /api/v1/status HTTP/1.1\nHost: web-01.elsewhere\nAuthorization: Bearer ${token}`, 200],
		[`GET /api/v1/status HTTP/1.0\nAuthorization: Bearer ${token}`, 200],
		['GET /api/v1/status HTTP/1.1\nHost: web-01.elsewhere\nAuthorization: Bearer wrong', 421],
		['GET /api/v1/status HTTP/1.0\nAuthorization: Bearer wrong', 400],
		['GET / HTTP/1.1\nHost: web-01.elsewhere', 421],
		[`GET / HTTP/1.0\nOrigin: http://evil.example\nAuthorization: Bearer ${token}`, 403],
	] as const) {
		assert.equal(await statusOf(server.place, head), status, head);
	}
});

test('a connection continues after an offer of HTTP/2, and can still become a WebSocket', async () => {
	await using server = await serve();
	server.publish(0);
	const {place} = server;
	const socket = await openSocket(place);
	let received = '';
	socket.on('data', chunk => {
		received += chunk.toString('latin1');
	});
	const head = `GET /healthz HTTP/1.1\r\nHost: ${place}\r\nConnection: Upgrade, HTTP2-Settings\r\n${offer.replaceAll('\n', '\r\n')}\r\n\r\n`;
	// The second request is sent together with the first, the third after the responses.
	socket.write(head + head);
	await eventually('two answers', () => received.split('ok\n').length === 3);
	socket.write(upgradeRequest(place));
	await eventually('the greeting', () => received.includes('"type":"connection"'));
	assert.equal(received.match(/HTTP\/1\.1 200 OK/g)?.length, 2);
	assert.match(received, /HTTP\/1\.1 101 /);
	socket.destroy();
});

test('a WebSocket request may have an absolute URL', async () => {
	await using server = await serve();
	const {place} = server;
	const socket = await openSocket(place);
	socket.write(upgradeRequest(place).replace('GET / ', `GET http://${place}/ `).replace(`Host: ${place}`, 'Host: x'));
	const [answer] = await once(socket, 'data');
	assert.match(String(answer), /^HTTP\/1\.1 101 /);
	socket.destroy();
});

test('curl --http2 and its second request on the same connection are answered', {skip: without('curl')}, async () => {
	await using server = await serve();
	server.publish(0);
	const url = `http://${server.place}/healthz`;
	const {stdout} = await run('curl', ['-s', '--http2', '-w', '%{http_code} %{num_connects}\n', url, url]);
	assert.equal(stdout, 'ok\n200 1\nok\n200 0\n');
});

test('an allowed name, an absolute URL and an offer of HTTP/2 can be combined', async () => {
	await using server = await serve({allowHosts: ['mon.example']});
	const head = `GET http://mon.example/api/v1/status HTTP/1.1\nHost: other\nConnection: Upgrade\n${offer}`;
	assert.equal(await statusOf(server.place, head), 200);
	using client = await connect(`ws://${server.place}/`, [], {headers: {Host: 'mon.example'}});
	await client.next('connection');
});
