import assert from 'node:assert/strict';
import {test} from 'node:test';
import {changeProblem, initialState} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {type ExaminedMonitor, healthReport} from '../../source/health/health-report.js';
import {diagnosisSchema} from '../../source/protocol/schema/diagnosis-schema.js';
import {serverMessageSchemas} from '../../source/protocol/schema/server-schema.js';
import {alertOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {findingOf} from '../helpers/findings.js';
import {exchange} from '../helpers/raw-socket.js';
import {sampleAt} from '../helpers/samples.js';
import {type Message, serve, type TestServer} from '../helpers/serve.js';
import {validator} from '../helpers/validator.js';

async function get({place}: TestServer, path: string, init: RequestInit = {}) {
	const response = await fetch(`http://${place}${path}`, init);
	return {status: response.status, headers: response.headers, text: await response.text()};
}

const routes: ReadonlyArray<readonly [path: string, type: string]> = [
	['/healthz', 'text/plain; charset=utf-8'],
	['/', 'text/html; charset=utf-8'],
	['/page.css', 'text/css; charset=utf-8'],
	['/page.js', 'text/javascript; charset=utf-8'],
	['/icon.svg', 'image/svg+xml; charset=utf-8'],
	['/metrics', 'text/plain; version=0.0.4; charset=utf-8'],
	['/api/v1/snapshot', 'application/json; charset=utf-8'],
	['/api/v1/history', 'application/json; charset=utf-8'],
	['/api/v1/alerts', 'application/json; charset=utf-8'],
	['/api/v1/events', 'application/json; charset=utf-8'],
	['/api/v1/diagnosis', 'application/json; charset=utf-8'],
	['/api/v1/status', 'application/json; charset=utf-8'],
	['/api/v1/schema', 'application/json; charset=utf-8'],
];

for (const [path, type] of routes) {
	test(`${path} supports only GET and HEAD`, async () => {
		await using server = await serve();
		server.publish(0, {...sampleAt(0), findings: []});
		const {status, headers, text} = await get(server, path);
		assert.equal(status, 200);
		assert.equal(headers.get('content-type'), type);
		assert.ok(text.length > 0);

		const head = await get(server, path, {method: 'HEAD'});
		assert.deepEqual([head.status, head.text, head.headers.get('content-type')], [200, '', type]);
		// The status contains the uptime.
		if (path !== '/api/v1/status') {
			assert.equal(head.headers.get('content-length'), String(Buffer.byteLength(text)));
		}

		for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
			const refused = await get(server, path, {method});
			assert.equal(refused.status, 405, method);
			assert.equal(refused.headers.get('allow'), 'GET, HEAD');
		}
	});
}

for (const path of ['/nothing', '/api/v1', '/api/v1/snapshot/', '*', '/../../etc/passwd', '/constructor']) {
	test(`${path} is not found`, async () => {
		await using server = await serve();
		const answer = await exchange(
			server.place,
			`GET ${path} HTTP/1.1\r\nHost: ${server.place}\r\nConnection: close\r\n\r\n`,
		);
		assert.match(answer, /^HTTP\/1\.1 404 .*"code":"NOT_FOUND"/s);
	});
}

test('a request with a body is rejected', async () => {
	await using server = await serve();
	const head = `GET /api/v1/status HTTP/1.1\r\nHost: ${server.place}\r\n`;
	for (const body of ['Content-Length: 5\r\n\r\nhello', 'Transfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n0\r\n\r\n']) {
		assert.match(await exchange(server.place, head + body), /^HTTP\/1\.1 400 .*Requests must not have a body/s);
	}
});

test('before the first measurement, requests get status 503', async () => {
	await using server = await serve();
	assert.equal((await get(server, '/healthz')).status, 503);
	for (const path of [
		'/metrics',
		'/api/v1/snapshot',
		'/api/v1/history',
		'/api/v1/alerts',
		'/api/v1/events',
		'/api/v1/diagnosis',
	]) {
		const {status, text} = await get(server, path);
		assert.equal(status, 503, path);
		assert.match(JSON.parse(text).error.message, /No measurement is available yet/);
	}

	server.publish(0);
	assert.deepEqual((await get(server, '/healthz')).text, 'ok\n');
});

test('the snapshot is the message of the stream or a part of it', async () => {
	await using server = await serve();
	server.publish(0);
	const validate = validator(serverMessageSchemas.monitoring_data);
	const whole = JSON.parse((await get(server, '/api/v1/snapshot')).text);
	validate(whole);
	assert.deepEqual(validate.errors ?? [], []);
	assert.deepEqual([whole.type, whole.seq, whole.data.memory.percentage], ['monitoring_data', 1, 75]);

	const part = JSON.parse((await get(server, '/api/v1/snapshot?metrics=load,memory.percentage')).text);
	assert.deepEqual(part.data, {load: {load1: 0.42, load5: 0.36, load15: 0.31}, memory: {percentage: 75}});

	const unknown = await get(server, '/api/v1/snapshot?metrics=cpu');
	assert.equal(unknown.status, 400);
	assert.equal(JSON.parse(unknown.text).error.code, 'UNKNOWN_METRIC');
});

test('a client that already has the latest snapshot gets status 304', async () => {
	await using server = await serve();
	server.publish(0);
	const etag = (await get(server, '/api/v1/snapshot')).headers.get('etag') ?? '';
	assert.match(etag, /^"[0-9a-f-]{36}-1"$/);
	const again = await get(server, '/api/v1/snapshot', {headers: {'If-None-Match': etag}});
	assert.deepEqual([again.status, again.text], [304, '']);
	server.publish(0.5);
	assert.equal((await get(server, '/api/v1/snapshot', {headers: {'If-None-Match': etag}})).status, 200);
});

test('the history is one response, limited by the parameters', async () => {
	await using server = await serve();
	for (let index = 0; index < 600; index++) {
		server.publish(index / 2);
	}

	const all = JSON.parse((await get(server, '/api/v1/history')).text);
	assert.deepEqual([all.from, all.to, all.rows.length, all.done], [1, 600, 600, true]);
	const few = JSON.parse((await get(server, '/api/v1/history?seconds=10&points=7&metrics=load.load1')).text);
	assert.deepEqual(few.columns, ['seq', 't', 'load.load1']);
	// 21 samples in runs of 3.
	assert.deepEqual([few.rows.length, few.rows[0], few.to], [7, [582, all.rows[581][1], 0.42], 600]);
	const query = `since_seq=598&server_id=${all.server_id}`;
	assert.equal(JSON.parse((await get(server, `/api/v1/history?${query}`)).text).from, 599);
	for (const wrong of [
		'seconds=x',
		'seconds=-1',
		'seconds=',
		'points=0',
		'points=1.5',
		'since_seq=1e9',
		'metrics=cpu',
	]) {
		assert.equal((await get(server, `/api/v1/history?${wrong}`)).status, 400, wrong);
	}
});

test('firing alerts are listed', async () => {
	await using server = await serve();
	server.publish(0, {...sampleAt(0), alerts: [alertOf()]});
	const {seq, alerts} = JSON.parse((await get(server, '/api/v1/alerts')).text);
	assert.deepEqual([seq, alerts.length, alerts[0].id, alerts[0].value], [1, 1, 'episode-1', 85.5]);
});

test('the diagnosis has the findings, all resources and what is not measured', async () => {
	await using server = await serve();
	server.publish(0);
	assert.equal((await get(server, '/api/v1/diagnosis')).status, 503, 'a sample without a diagnosis');
	server.publish(1, {...sampleAt(1), findings: [findingOf(), findingOf({id: 'cpu.busy', where: undefined})]});
	const answer = await get(server, '/api/v1/diagnosis');
	const diagnosis = JSON.parse(answer.text);
	const validate = validator(diagnosisSchema);
	validate(diagnosis);
	assert.deepEqual(validate.errors ?? [], []);
	assert.equal(diagnosis.host, 'web-01');
	assert.deepEqual(
		diagnosis.findings.map(({id, where}: Message) => [id, where]),
		[
			['disk.full', '/data'],
			['cpu.busy', null],
		],
	);
	assert.deepEqual(diagnosis.matrix.find(({resource}: Message) => resource === 'Disk space').utilisation, {
		text: '96.2%',
		state: 'critical',
	});
	assert.ok(diagnosis.not_measured.some(({what}: Message) => what === 'pressure'));

	const etag = answer.headers.get('etag') ?? '';
	const headers = {'If-None-Match': etag};
	assert.equal((await get(server, '/api/v1/diagnosis', {headers})).status, 304);
	server.publish(2, {...sampleAt(2), findings: []});
	const healthy = await get(server, '/api/v1/diagnosis', {headers});
	assert.deepEqual([healthy.status, JSON.parse(healthy.text).findings], [200, []]);
	assert.equal((await get(server, '/api/v1/diagnosis?metrics=cpu')).status, 200);
});

test('the status is the same as over the WebSocket', async () => {
	await using server = await serve({maxClients: 12});
	const status = JSON.parse((await get(server, '/api/v1/status')).text);
	const validate = validator(serverMessageSchemas.status);
	validate(status);
	assert.deepEqual(validate.errors ?? [], []);
	assert.deepEqual([status.connected_clients, status.max_clients, status.seq], [0, 12, null]);
});

test('the schemas and the AsyncAPI document are published', async () => {
	await using server = await serve();
	const schema = JSON.parse((await get(server, '/api/v1/schema')).text);
	assert.equal(schema.client.$id, 'mon-tui/client-message/1');
	assert.equal(schema.server.$id, 'mon-tui/server-message/1');
	assert.equal(schema.asyncapi.asyncapi, '3.0.0');
});

test('the page is small and loads nothing from other servers', async () => {
	await using server = await serve();
	const files = await Promise.all(['/', '/page.css', '/page.js', '/icon.svg'].map(path => get(server, path)));
	const bytes = files.reduce((sum, {text}) => sum + Buffer.byteLength(text), 0);
	assert.ok(bytes < 20_000, `${bytes} bytes`);
	for (const {text} of files) {
		assert.doesNotMatch(
			text.replaceAll('http://www.w3.org/2000/svg', ''),
			/https?:\/\/|innerHTML|outerHTML|insertAdjacent|eval\(/,
		);
	}
});

test('requests for snapshots keep the process list measured', async () => {
	let wishes = 0;
	const server = await serve({
		requestProcessList() {
			wishes += 1;
			return () => {
				wishes -= 1;
			};
		},
	});
	server.publish(0);
	await get(server, '/api/v1/status');
	assert.equal(wishes, 0);
	await get(server, '/api/v1/snapshot');
	await get(server, '/api/v1/snapshot');
	assert.equal(wishes, 1);
	await server[Symbol.asyncDispose]();
	assert.equal(wishes, 0);
});

test('the status contains the health report, or null without one', async () => {
	const monitor: ExaminedMonitor = {
		store: createStore(changeProblem(initialState(500, {samples: 1, seconds: 1}), 'export', 'the disk is full', 0)),
		liveness: () => ({isRunning: true, source: 'local', startedAtMs: 0, uptimeMs: 1000, sampleAgeMs: 100}),
		health: () => [],
	};
	await using withHealth = await serve({health: () => healthReport(monitor)});
	const {health} = JSON.parse((await get(withHealth, '/api/v1/status')).text);
	assert.equal(health.status, 'degraded');
	assert.deepEqual(health.reasons, ['export: the disk is full']);

	await using untold = await serve();
	assert.equal(JSON.parse((await get(untold, '/api/v1/status')).text).health, null);
});

test('a monitor that has ended is unhealthy, even if its last sample is recent', async () => {
	let isRunning = true;
	const monitor: ExaminedMonitor = {
		store: createStore(initialState(500, {samples: 1, seconds: 1})),
		liveness: () => ({isRunning, source: 'local', startedAtMs: 0, uptimeMs: 1000, sampleAgeMs: 100}),
		health: () => [],
	};
	await using server = await serve({health: () => healthReport(monitor)});
	server.publish(0);
	assert.equal((await get(server, '/healthz')).status, 200);
	isRunning = false;
	await eventually('it is noticed', async () => {
		server.publish(0.5);
		return (await get(server, '/healthz')).status === 503;
	});
	assert.equal(JSON.parse((await get(server, '/api/v1/status')).text).health.status, 'idle');
});
