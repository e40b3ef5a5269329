import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import process from 'node:process';
import {after, before, describe, it, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {openDatabase} from '../../../source/exporters/databases/open-database.js';
import {rowOf} from '../../../source/exporters/databases/row.js';
import type {DatabaseServer} from '../../helpers/database-server.js';
import {eventuallyEqual, exporting, range} from '../../helpers/exporting.js';
import {openReceiver} from '../../helpers/http-receiver.js';
import {
	influxdbServer,
	noInfluxdb,
	noVictoriaMetrics,
	queryInfluxdb,
	readVictoriaMetrics,
	victoriaMetricsServer,
} from '../../helpers/metrics-server.js';
import {openProxy} from '../../helpers/proxy.js';
import {sampleAt} from '../../helpers/samples.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));

describe('InfluxDB', {skip: noInfluxdb}, () => {
	let server: DatabaseServer;
	before(async () => {
		server = await influxdbServer();
	});
	after(() => server?.[Symbol.asyncDispose]());
	const countOf = async () =>
		(await queryInfluxdb(server.port, 'SELECT count(value) FROM mon_snapshots_total'))[0]?.[1];

	it('has its database created, and each point once after a kill', async () => {
		await using exporter = await exporting(`influxdb://127.0.0.1:${server.port}/metrics`);
		exporter.receive(1, 30);
		await eventuallyEqual(countOf, 30);
		await server.kill();
		exporter.receive(31, 60);
		await eventuallyEqual(async () => exporter.store.problems().length, 1);
		await server.start();
		await eventuallyEqual(countOf, 60);
		await eventuallyEqual(async () => exporter.store.problems().length, 0);
		const values = await queryInfluxdb(server.port, 'SELECT value FROM mon_snapshots_total');
		assert.deepEqual(
			values.map(([, value]) => value),
			range(1, 60),
		);
	});

	it('has a point once whose response was lost', async () => {
		await using proxy = await openProxy(() => `127.0.0.1:${server.port}`);
		await using exporter = await exporting(`influxdb://${proxy.place}/unanswered`, {writeTimeoutMs: 500});
		const values = async () =>
			(await queryInfluxdb(server.port, 'SELECT value FROM unanswered.autogen.mon_snapshots_total')).map(row => row[1]);
		exporter.receive(1, 3);
		await eventuallyEqual(values, [1, 2, 3]);
		proxy.mute();
		exporter.receive(4, 4);
		await eventuallyEqual(async () => exporter.store.problems().length, 1);
		proxy.heal();
		proxy.reset();
		await eventuallyEqual(async () => exporter.store.problems().length, 0);
		assert.deepEqual(await values(), [1, 2, 3, 4]);
	});

	it('receives the points of the library example', async () => {
		const url = `influxdb://127.0.0.1:${server.port}/example`;
		const {stderr} = await run(process.execPath, ['--import=tsx', 'examples/influxdb.ts', url], {cwd: root});
		assert.equal(stderr, '');
		const rows = await queryInfluxdb(server.port, 'SELECT value FROM example.autogen.mon_snapshots_total');
		assert.deepEqual(
			rows.map(([, value]) => value),
			[1, 2, 3],
		);
	});

	it('escapes the name of the database', async () => {
		const name = 'a"; DROP DATABASE metrics; --';
		await using exporter = await exporting(`influxdb://127.0.0.1:${server.port}/${encodeURIComponent(name)}`);
		exporter.receive(1, 1);
		await eventuallyEqual(
			async () => (await queryInfluxdb(server.port, 'SHOW DATABASES')).flat().filter(one => one !== '_internal'),
			['metrics', 'unanswered', 'example', name],
		);
		assert.deepEqual(exporter.store.reported, []);
	});
});

test('a sample larger than the limit of the server is skipped and reported', {skip: noInfluxdb}, async () => {
	await using server = await influxdbServer(20_000);
	await using exporter = await exporting(`influxdb://127.0.0.1:${server.port}/metrics`);
	exporter.receive(1, 2);
	exporter.receiveLong(3);
	exporter.receive(4, 5);
	await eventuallyEqual(
		async () => (await queryInfluxdb(server.port, 'SELECT value FROM mon_snapshots_total')).map(([, value]) => value),
		[1, 2, 4, 5],
	);
	await eventuallyEqual(async () => exporter.store.reported.length, 1);
	assert.match(exporter.store.reported[0] ?? '', /^1 of 5 samples refused: 413 .*Too Large/);
	exporter.receive(6, 6);
	await eventuallyEqual(async () => exporter.store.problems().length, 0);
});

describe('VictoriaMetrics', {skip: noVictoriaMetrics}, () => {
	let server: DatabaseServer;
	before(async () => {
		server = await victoriaMetricsServer();
	});
	after(() => server?.[Symbol.asyncDispose]());

	for (const [version, parameters, first] of [
		['1', '', 1],
		['2', '?org=ops', 101],
	] as const) {
		it(`accepts all points, as version ${version}`, async () => {
			await using exporter = await exporting(`influxdb://127.0.0.1:${server.port}/metrics${version}${parameters}`);
			exporter.receive(first, first + 29);
			const name =
				version === '1'
					? '{__name__="mon_snapshots_total_value",db="metrics1"}'
					: '{__name__="mon_snapshots_total_value",db=""}';
			await eventuallyEqual(
				async () => (await readVictoriaMetrics(server.port, name)).filter(value => value >= first),
				range(first, first + 29),
			);
			assert.deepEqual(exporter.store.reported, []);
		});
	}

	it('with deduplication has a point once whose response was lost', async () => {
		await using proxy = await openProxy(() => `127.0.0.1:${server.port}`);
		await using exporter = await exporting(`influxdb://${proxy.place}/unanswered`, {writeTimeoutMs: 500});
		proxy.mute();
		exporter.receive(1, 3);
		await eventuallyEqual(async () => exporter.store.problems().length, 1);
		const values = async () =>
			readVictoriaMetrics(server.port, '{__name__="mon_snapshots_total_value",db="unanswered"}');
		await eventuallyEqual(values, [1, 2, 3]);
		proxy.heal();
		proxy.reset();
		await eventuallyEqual(async () => exporter.store.problems().length, 0);
		await eventuallyEqual(values, [1, 2, 3]);
	});
});

test('version 2 is called with organization, bucket and token, and retried when busy', async () => {
	await using receiver = await openReceiver(503, 204);
	await using exporter = await exporting(`influxdb://:t0ken@${receiver.host}/my%20bucket?org=ops`);
	exporter.receive(1, 3);
	await eventuallyEqual(async () => receiver.requests.length >= 2 && exporter.store.problems().length === 0, true);
	for (const {path, headers} of receiver.requests) {
		assert.equal(path, '/api/v2/write?org=ops&bucket=my+bucket&precision=ms');
		assert.equal(headers.authorization, 'Token t0ken');
	}

	assert.match(exporter.store.reported[0] ?? '', /^503; \d samples? waits?$/);
	assert.doesNotMatch(exporter.store.reported.join('\n'), /t0ken/);
});

test('a requested pause of the server is reported', async () => {
	for (const [status, header, pauseMs] of [
		[429, '8', 8000],
		[503, '120', 120_000],
	] as const) {
		await using receiver = await openReceiver(response => {
			response.writeHead(status, {'retry-after': header}).end('busy');
		});
		const {open} = await openDatabase(`influxdb://:t0ken@${receiver.host}/b?org=ops`);
		await using sink = await open();
		await assert.rejects(sink.write([rowOf(sampleAt(1), 'run')]), {
			name: 'BusyError',
			retryAfterMs: pauseMs,
			message: `${status} busy`,
		});
	}
});

test('a batch that is too large is sent row by row in order', async () => {
	await using receiver = await openReceiver(413, 204);
	await using exporter = await exporting(`influxdb://mon:s3cret@${receiver.host}/metrics`);
	exporter.receive(1, 3);
	const sequencesOf = (body: string) =>
		[...body.matchAll(/^mon_snapshots_total,\S+ value=(\d+) /gm)].map(([, value]) => Number(value));
	await eventuallyEqual(async () => receiver.requests.map(({body}) => sequencesOf(body)), [[1, 2, 3], [1], [2], [3]]);
	await eventuallyEqual(async () => exporter.store.problems().length, 0);
});
