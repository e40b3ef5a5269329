import assert from 'node:assert/strict';
import {request} from 'node:http';
import {test} from 'node:test';
import type {ServerOptions} from '../../../source/server/server-options.js';
import {exchange} from '../../helpers/raw-socket.js';
import {sampleAt} from '../../helpers/samples.js';
import {connect, serve, type TestServer} from '../../helpers/serve.js';

const token = 'correct-horse/battery+staple';
const encoded = Buffer.from(token).toString('base64url');

type Case = {
	readonly name: string;
	readonly headers: Readonly<Record<string, string>>;
	readonly protocols?: readonly string[];
	/** The HTTP status of a request for the status, and of a WebSocket; 101 means that it is open. */
	readonly answers: readonly [http: number, webSocket: number];
};

/** `PORT` is replaced by the port of the server. */
const strangers: readonly Case[] = [
	{name: 'an address and no Origin', headers: {}, answers: [200, 101]},
	{name: 'another address of this machine', headers: {Host: '192.0.2.7:PORT'}, answers: [200, 101]},
	{name: 'an IPv6 address', headers: {Host: '[::1]:PORT'}, answers: [200, 101]},
	{name: 'localhost', headers: {Host: 'localhost:PORT'}, answers: [200, 101]},
	{name: 'a name below localhost', headers: {Host: 'App.LOCALHOST:PORT'}, answers: [200, 101]},
	{name: 'an allowed name', headers: {Host: 'Monitor.Lan'}, answers: [200, 101]},
	{name: 'a foreign name', headers: {Host: 'evil.example:PORT'}, answers: [421, 421]},
	{name: 'a name that ends like an allowed one', headers: {Host: 'evil-monitor.lan'}, answers: [421, 421]},
	{name: 'a name that begins like localhost', headers: {Host: 'localhost.evil.example'}, answers: [421, 421]},
	{name: 'a name that begins like an address', headers: {Host: '127.0.0.1.evil.example'}, answers: [421, 421]},
	{name: 'a user name before a foreign host', headers: {Host: 'localhost@evil.example'}, answers: [400, 400]},
	{name: 'a path in the host', headers: {Host: 'localhost/evil.example'}, answers: [400, 400]},
	{name: 'its own page', headers: {Origin: 'http://127.0.0.1:PORT'}, answers: [200, 101]},
	{
		name: 'its own page under a name',
		headers: {Host: 'localhost:PORT', Origin: 'http://localhost:PORT'},
		answers: [200, 101],
	},
	{name: 'a page of another port', headers: {Origin: 'http://127.0.0.1:3000'}, answers: [403, 403]},
	{name: 'a page of the default port', headers: {Origin: 'http://127.0.0.1'}, answers: [403, 403]},
	{name: 'a page of another scheme', headers: {Origin: 'https://127.0.0.1:PORT'}, answers: [403, 403]},
	{name: 'a page of another name of this machine', headers: {Origin: 'http://localhost:PORT'}, answers: [403, 403]},
	{name: 'an allowed page', headers: {Origin: 'https://wall.example'}, answers: [200, 101]},
	{
		name: 'a page that begins like an allowed one',
		headers: {Origin: 'https://wall.example.evil.example'},
		answers: [403, 403],
	},
	{name: 'an allowed page over another scheme', headers: {Origin: 'http://wall.example'}, answers: [403, 403]},
	{name: 'a sandboxed page', headers: {Origin: 'null'}, answers: [403, 403]},
	{name: 'a file', headers: {Origin: 'file://'}, answers: [403, 403]},
	{name: 'an Origin that is none', headers: {Origin: 'nonsense'}, answers: [403, 403]},
	{
		name: 'a rebound name with its own Origin',
		headers: {Host: 'evil.example:PORT', Origin: 'http://evil.example:PORT'},
		answers: [421, 421],
	},
];

const keys: readonly Case[] = [
	{name: 'no token', headers: {}, answers: [401, 401]},
	{name: 'the token', headers: {Authorization: `Bearer ${token}`}, answers: [200, 101]},
	{name: 'the token, with a small b', headers: {Authorization: `bearer ${token}`}, answers: [200, 101]},
	{name: 'another token', headers: {Authorization: 'Bearer wrong'}, answers: [401, 401]},
	{name: 'a part of the token', headers: {Authorization: `Bearer ${token.slice(0, -1)}`}, answers: [401, 401]},
	{name: 'the token without its scheme', headers: {Authorization: token}, answers: [401, 401]},
	{
		name: 'the token as a password',
		headers: {Authorization: `Basic ${Buffer.from(`:${token}`).toString('base64')}`},
		answers: [401, 401],
	},
	{
		name: 'the token as a subprotocol',
		headers: {},
		protocols: ['mon-tui.v1', `bearer.${encoded}`],
		answers: [401, 101],
	},
	{
		name: 'the token as the first subprotocol',
		headers: {},
		protocols: [`bearer.${encoded}`, 'mon-tui.v1'],
		answers: [401, 101],
	},
	{
		name: 'another token as a subprotocol',
		headers: {},
		protocols: ['mon-tui.v1', 'bearer.d3Jvbmc'],
		answers: [401, 401],
	},
	{
		name: 'the token from a foreign page',
		headers: {Authorization: `Bearer ${token}`, Origin: 'http://evil.example'},
		answers: [403, 403],
	},
];

function withPort(headers: Readonly<Record<string, string>>, place: string): Readonly<Record<string, string>> {
	const port = place.split(':')[1] ?? '';
	return Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value.replace('PORT', port)]));
}

async function statusOf({place}: TestServer, path: string, headers: Readonly<Record<string, string>>): Promise<number> {
	return new Promise((resolve, reject) => {
		request(`http://${place}${path}`, {headers, agent: false}, response => {
			response.resume();
			resolve(response.statusCode ?? 0);
		})
			.on('error', reject)
			.end();
	});
}

async function upgradeStatus(
	{place}: TestServer,
	headers: Readonly<Record<string, string>>,
	protocols?: readonly string[],
) {
	try {
		using client = await connect(`ws://${place}/`, protocols, {headers});
		return {status: 101, protocol: client.socket.protocol};
	} catch (error) {
		return {status: Number(/HTTP (\d+)/.exec(String(error))?.[1]), protocol: ''};
	}
}

for (const {name, headers, answers} of strangers) {
	test(`without a token, called by ${name}: ${answers.join(', ')}`, async () => {
		await using server = await serve({allowHosts: ['monitor.lan'], allowOrigins: ['https://wall.example/']});
		const sent = withPort(headers, server.place);
		assert.equal(await statusOf(server, '/api/v1/status', sent), answers[0]);
		assert.equal((await upgradeStatus(server, sent)).status, answers[1]);
	});
}

for (const {name, headers, protocols, answers} of keys) {
	test(`with a token, called with ${name}: ${answers.join(', ')}`, async () => {
		await using server = await serve({token});
		assert.equal(await statusOf(server, '/api/v1/status', headers), answers[0]);
		const {status, protocol} = await upgradeStatus(server, headers, protocols);
		assert.equal(status, answers[1]);
		// The token must not be in the response.
		assert.equal(protocol, status === 101 && protocols ? 'mon-tui.v1' : '');
	});
}

const proxied: ReadonlyArray<
	readonly [name: string, trustProxy: boolean, headers: Readonly<Record<string, string>>, status: number]
> = [
	[
		'of TLS, from its own page',
		true,
		{'X-Forwarded-Proto': 'https', Host: 'mon.example', Origin: 'https://mon.example'},
		200,
	],
	[
		'of TLS, behind another proxy',
		true,
		{'X-Forwarded-Proto': 'http, https', Host: 'mon.example', Origin: 'https://mon.example'},
		200,
	],
	[
		'of TLS, from a page without',
		true,
		{'X-Forwarded-Proto': 'https', Host: 'mon.example', Origin: 'http://mon.example'},
		403,
	],
	[
		'that is not trusted, from a page over TLS',
		false,
		{'X-Forwarded-Proto': 'https', Host: 'mon.example', Origin: 'https://mon.example'},
		403,
	],
	['that sends no headers', true, {Host: 'mon.example', Origin: 'http://mon.example'}, 200],
	[
		'that sends invalid headers',
		true,
		{'X-Forwarded-Proto': 'gopher', Host: 'mon.example', Origin: 'http://mon.example'},
		200,
	],
	['of a foreign name', true, {'X-Forwarded-Host': 'mon.example', Host: 'evil.example'}, 421],
	['that was called by a foreign name', true, {'X-Forwarded-Host': 'evil.example', Host: 'mon.example'}, 421],
	[
		'on another port, with the host that it was called by',
		true,
		{
			'X-Forwarded-Proto': 'https',
			'X-Forwarded-Host': 'mon.example:8443',
			Host: 'mon.example',
			Origin: 'https://mon.example:8443',
		},
		200,
	],
	[
		'on another port, with that port alone',
		true,
		{
			'X-Forwarded-Proto': 'https',
			'X-Forwarded-Port': '8443',
			Host: 'mon.example',
			Origin: 'https://mon.example:8443',
		},
		200,
	],
	[
		'on another port, from a page on the usual one',
		true,
		{'X-Forwarded-Proto': 'https', 'X-Forwarded-Port': '8443', Host: 'mon.example', Origin: 'https://mon.example'},
		403,
	],
	[
		'that hides its upstream',
		true,
		{'X-Forwarded-Host': 'mon.example', Host: '127.0.0.1:8765', Origin: 'http://mon.example'},
		200,
	],
	[
		'that sends the standard header',
		true,
		{
			Forwarded: 'for=192.0.2.7;proto=https;host="mon.example:8443"',
			Host: 'mon.example',
			Origin: 'https://mon.example:8443',
		},
		200,
	],
	[
		'that sends the standard header, and is not trusted',
		false,
		{Forwarded: 'proto=https;host=mon.example', Host: 'mon.example', Origin: 'https://mon.example'},
		403,
	],
];

for (const [name, trustProxy, headers, status] of proxied) {
	test(`through a proxy ${name}: ${status}`, async () => {
		await using server = await serve({allowHosts: ['mon.example'], trustProxy});
		assert.equal(await statusOf(server, '/api/v1/status', headers), status);
		assert.equal((await upgradeStatus(server, headers)).status, status === 200 ? 101 : status);
	});
}

test('the log has the client address that a trusted proxy sends, if it is valid', async () => {
	for (const [trustProxy, header, address] of [
		[true, '198.51.100.7, 203.0.113.9', '203.0.113.9'],
		[true, 'a\tb', '127.0.0.1'],
		[false, '203.0.113.9', '127.0.0.1'],
	] as const) {
		await using server = await serve({token, trustProxy});
		await statusOf(server, '/api/v1/status', {'X-Forwarded-For': header});
		assert.deepEqual(server.log, [`warn server: refused ${address}: the token is missing or wrong`]);
	}
});

for (const [name, head] of [
	['no Host', 'GET /api/v1/status HTTP/1.1'],
	['no Host in the old version of HTTP', 'GET /api/v1/status HTTP/1.0'],
	['an empty Host', 'GET /api/v1/status HTTP/1.1\r\nHost: '],
] as const) {
	test(`called with ${name}: 400`, async () => {
		await using server = await serve();
		assert.match(await exchange(server.place, `${head}\r\n\r\n`), /^HTTP\/1\.1 400 /);
	});
}

test('all paths with data of the machine require the token, and no other path does', async () => {
	await using server = await serve({token});
	server.publish(0, {...sampleAt(0), findings: []});
	const open = ['/healthz', '/', '/page.js', '/page.css'];
	const closed = [
		'/metrics',
		'/api/v1/snapshot',
		'/api/v1/history',
		'/api/v1/alerts',
		'/api/v1/events',
		'/api/v1/diagnosis',
		'/api/v1/status',
		'/api/v1/schema',
		'/nothing',
	];
	for (const path of [...open, ...closed]) {
		assert.equal(await statusOf(server, path, {}), open.includes(path) ? 200 : 401, path);
		const known = await statusOf(server, path, {Authorization: `Bearer ${token}`});
		assert.equal(known, path === '/nothing' ? 404 : 200, path);
		assert.equal(await statusOf(server, path, {Host: 'evil.example'}), path === '/healthz' ? 200 : 421, path);
	}
});

test('a token in the query of the URL is ignored', async () => {
	await using server = await serve({token});
	assert.equal(await statusOf(server, `/api/v1/status?token=${encodeURIComponent(token)}`, {}), 401);
});

test('refusals are logged with address and reason, without the token, at most once per second', async () => {
	await using server = await serve({token});
	for (let count = 0; count < 5; count++) {
		await statusOf(server, '/api/v1/status', {Authorization: 'Bearer secret-of-mine'});
	}

	assert.deepEqual(server.log, ['warn server: refused 127.0.0.1: the token is missing or wrong']);
});

test('responses have headers that keep other pages from using them', async () => {
	await using server = await serve();
	server.publish(0);
	const response = await fetch(`http://${server.place}/api/v1/snapshot`);
	await response.text();
	assert.equal(response.headers.get('access-control-allow-origin'), null);
	assert.equal(response.headers.get('cache-control'), 'no-store');
	assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
	assert.match(response.headers.get('content-security-policy') ?? '', /default-src 'none'.*frame-ancestors 'none'/);
});

const binds: ReadonlyArray<
	readonly [name: string, options: Partial<ServerOptions>, needsToken: boolean, hasToken: boolean]
> = [
	['on loopback', {host: '127.0.0.1'}, false, false],
	['on loopback, with a token', {host: '127.0.0.1', token}, true, true],
	['on the name of loopback', {host: 'localhost'}, false, false],
	['on every address', {host: '0.0.0.0'}, true, false],
	['on every address, with a token', {host: '0.0.0.0', token}, true, true],
	['on every address, without asking', {host: '0.0.0.0', auth: false}, false, false],
];
const hosts = [
	['127.0.0.1:PORT', true],
	['localhost:PORT', true],
	['monitor.lan', true],
	['evil.example:PORT', false],
] as const;
const origins = [
	[undefined, true],
	['its own', true],
	['https://wall.example', true],
	['http://evil.example', false],
	['null', false],
] as const;
const credentials = [
	[undefined, false],
	[`Bearer ${token}`, true],
	['Bearer wrong', false],
] as const;

for (const [name, options, needsToken, hasToken] of binds) {
	test(`${name}: every combination of Host, Origin and token`, async () => {
		await using server = await serve({
			allowHosts: ['monitor.lan'],
			allowOrigins: ['https://wall.example'],
			...options,
		});
		for (const [host, isOwnHost] of hosts) {
			for (const [origin, isOwnOrigin] of origins) {
				for (const [authorization, isRight] of credentials) {
					const headers = withPort(
						{
							Host: host,
							...(origin !== undefined && {Origin: origin === 'its own' ? `http://${host}` : origin}),
							...(authorization !== undefined && {Authorization: authorization}),
						},
						server.place,
					);
					const isAdmitted = !needsToken || (hasToken && isRight);
					// A page that rebinds a name has no token.
					const isCalledRight = isOwnHost || (needsToken && isAdmitted);
					const expected = !isCalledRight ? 421 : !isOwnOrigin ? 403 : isAdmitted ? 200 : 401;
					assert.equal(await statusOf(server, '/api/v1/status', headers), expected, JSON.stringify(headers));
					const {status} = await upgradeStatus(server, headers);
					assert.equal(status, expected === 200 ? 101 : expected, JSON.stringify(headers));
				}
			}
		}
	});
}
