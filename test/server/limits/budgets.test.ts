import assert from 'node:assert/strict';
import {request} from 'node:http';
import {test} from 'node:test';
import {addressKey} from '../../../source/server/limits/address-map.js';
import {createBudgets} from '../../../source/server/limits/budgets.js';
import {eventually} from '../../helpers/eventually.js';
import {connect, serve, type TestServer} from '../../helpers/serve.js';

type Answer = {readonly status: number; readonly retryAfter: string | undefined};

async function get({place}: TestServer, path: string, localAddress: string): Promise<Answer> {
	return new Promise((resolve, reject) => {
		request(`http://${place}${path}`, {agent: false, localAddress}, response => {
			response.resume();
			response.on('end', () =>
				resolve({status: response.statusCode ?? 0, retryAfter: response.headers['retry-after']}),
			);
		})
			.on('error', reject)
			.end();
	});
}

test('an address may spend its budget at once, then at the refill rate, at most one second in advance', () => {
	let nowMs = 0;
	const budgets = createBudgets(10, () => nowMs);
	assert.equal(budgets.spend('192.0.2.7', 1000), 0);
	assert.equal(budgets.spend('192.0.2.7', 50), 0.5);
	assert.equal(budgets.spend('192.0.2.7', 50), 1);
	assert.equal(budgets.spend('192.0.2.7', 1), undefined);
	assert.equal(budgets.take('192.0.2.7', 1), false);
	assert.equal(budgets.retryAfter('192.0.2.7', 1), 1.01);
	assert.equal(budgets.spend('192.0.2.8', 1), 0, 'another address has its own');
	nowMs = 1010;
	assert.equal(budgets.take('192.0.2.7', 1), true);
	budgets.charge('192.0.2.7', 16 * 1024 * 100);
	assert.equal(budgets.retryAfter('192.0.2.7', 0), 1, 'bytes count as well');
});

test('the budget grows with the maximum number of clients, which may all use one proxy', () => {
	const budgets = createBudgets(1000, () => 0);
	assert.equal(budgets.take('192.0.2.7', 4000), true);
	assert.equal(budgets.take('192.0.2.7', 1), false);
});

const keys: ReadonlyArray<readonly [address: string, key: string]> = [
	['192.0.2.7', '192.0.2.7'],
	['::ffff:192.0.2.7', '192.0.2.7'],
	['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
	['2001:DB8:0001:2::9', '2001:db8:1:2::/64'],
	['2001:db8::1', '2001:db8:0:0::/64'],
	['::1', '0:0:0:0::/64'],
	['fe80::1%eth0', 'fe80:0:0:0::/64'],
	['unknown address', 'unknown address'],
];

for (const [address, key] of keys) {
	test(`${address} counts as ${key}`, () => {
		assert.equal(addressKey(address), key);
	});
}

test('history requests of one address are delayed and then refused, over HTTP and WebSocket; other addresses are not affected', async () => {
	await using server = await serve({maxClients: 20});
	for (let index = 0; index < 600; index++) {
		server.publish(index / 2);
	}

	// Each request has another window, so that none is cached.
	const answers = await Promise.all(
		Array.from({length: 220}, (_, index) => get(server, `/api/v1/history?seconds=${10 + index}`, '127.0.0.3')),
	);
	const refused = answers.filter(({status}) => status === 429);
	const answered = answers.filter(({status}) => status === 200);
	assert.equal(refused.length + answered.length, 220);
	// The budget is a thousand at once, each request costs ten and its bytes, and a hundred may be spent in advance.
	assert.ok(answered.length >= 60 && answered.length <= 130, String(answered.length));
	assert.match(refused[0]?.retryAfter ?? '', /^\d$/);

	using neighbour = await connect(`ws://${server.place}/`, [], {localAddress: '127.0.0.2'});
	neighbour.send({type: 'history', seconds: 5.5});
	await neighbour.next('history');
	server.publish(300);
	assert.equal((await get(server, '/healthz', '127.0.0.3')).status, 200, 'the health is answered anyway');
	const metrics = await (await fetch(`http://${server.place}/metrics`)).text();
	assert.match(metrics, new RegExp(`^montui_requests_refused_total\\{reason="rate"\\} ${refused.length}$`, 'm'));
});

test('an address that has exhausted its budget over HTTP is refused over WebSocket, and gets its history later', async () => {
	await using server = await serve({maxClients: 1});
	for (let index = 0; index < 600; index++) {
		server.publish(index / 2);
	}

	using client = await connect(`ws://${server.place}/`, [], {localAddress: '127.0.0.4'});
	await Promise.all(
		Array.from({length: 150}, (_, index) => get(server, `/api/v1/history?seconds=${10 + index}`, '127.0.0.4')),
	);
	client.send({type: 'history', seconds: 3.25});
	const error = await client.next('error');
	assert.equal(error.code, 'RATE_LIMITED');
	assert.ok(error.retry_after > 0);
	await new Promise(resolve => setTimeout(resolve, 1000 * error.retry_after));
	await eventually('the history', async () => {
		client.send({type: 'history', seconds: 3.25});
		await new Promise(resolve => setTimeout(resolve, 200));
		return client.of('history').length > 0;
	});
});

test('clients that request the same history at the same time are charged once', async () => {
	await using server = await serve({maxClients: 300});
	for (let index = 0; index < 600; index++) {
		server.publish(index / 2);
	}

	const clients = await Promise.all(Array.from({length: 200}, () => connect(`ws://${server.place}/`)));
	for (const client of clients) {
		client.send({type: 'subscribe', format: 'compact', history: {seconds: 300, points: 300}});
	}

	for (const client of clients) {
		await client.next('history');
		client[Symbol.dispose]();
	}
});
