import assert from 'node:assert/strict';
import {once} from 'node:events';
import {cpSync, mkdirSync, symlinkSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import path from 'node:path';
import test from 'node:test';
import {noPostgresql, postgresqlServer, queryPostgresql} from '../helpers/database-server.js';
import {eventually} from '../helpers/eventually.js';
import {programPath, runProgram} from '../helpers/run-program.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const root = path.join(path.dirname(programPath), '..');

test('a service records to a database and writes the queue when it ends', {skip: noPostgresql}, async () => {
	await using server = await postgresqlServer();
	const url = `postgres://mon:s3cret@127.0.0.1:${server.port}/metrics`;
	using service = startService(['--headless', '--interval', '0.1', '--export-every-sample', '--export-to', url]);
	const count = async (): Promise<number> => {
		const [row] = await queryPostgresql(server.port, 'SELECT count(*)::int AS count FROM monitoring_snapshots');
		return Number(row?.count);
	};
	let rows = 0;
	const look = setInterval(async () => {
		rows = await count().catch(() => 0);
	}, 100);
	await eventually('ten rows', () => rows >= 10).finally(() => clearInterval(look));
	assert.equal(await service.end(), 0);
	assert.match(service.stderr(), /the process list shows the password in --export-to/);
	assert.equal(service.stderr().includes('s3cret'), false);

	const [listed] = await queryPostgresql(
		server.port,
		"SELECT max(jsonb_array_length(data->'data'->'processes'->'top'))::int AS longest FROM monitoring_snapshots",
	);
	assert.ok(Number(listed?.longest) > 0, 'the list of processes is measured for the database');
	const sequences = await queryPostgresql(server.port, 'SELECT sequence::int FROM monitoring_snapshots ORDER BY id');
	assert.deepEqual(
		sequences.map(({sequence}) => sequence),
		sequences.map((_, index) => index + 1),
	);
});

test('an unreachable database is a problem in the log, without the password', async () => {
	const url = 'mysql://mon:s3cret@127.0.0.1:1/metrics';
	using service = startService(['--headless', '--interval', '0.1', '--export-every-sample', '--export-to', url]);
	await eventually('the problem in the log', () => service.stderr().includes('connection refused'));
	assert.match(service.stderr(), /"area":"export mysql:\/\/127\.0\.0\.1:1\/metrics","message":"connection refused; /);
	assert.equal(await service.end(), 0);
	assert.match(service.stderr(), /\d+ samples? discarded at shutdown: connection refused/);
	assert.equal(service.stderr().includes('s3cret'), false);
	const printed = await runProgram(['--export-to', url, '--print-config']);
	assert.equal(`${printed.stdout}${printed.stderr}`.includes('s3cret'), false);
});

test('a hanging database does not prevent the program from ending', async () => {
	const silent = createServer(() => {}).listen(0, '127.0.0.1');
	await once(silent, 'listening');
	try {
		const {port} = silent.address() as AddressInfo;
		const url = `postgres://mon:s3cret@127.0.0.1:${port}/metrics`;
		using service = startService(['--headless', '--interval', '0.1', '--export-every-sample', '--export-to', url]);
		await once(silent, 'connection');
		assert.equal(await service.end(), 0);
		assert.match(service.stderr(), /\d+ samples? discarded at shutdown: /);
	} finally {
		silent.close();
	}
});

test('the problem of a database ends when the database is removed from the configuration', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	writeFileSync(config, '{"export": {"to": "postgres://127.0.0.1:1/metrics", "everySample": true}}');
	using service = startService(['--headless', '--interval', '0.1', '--config', config]);
	await eventually('the problem in the log', () => service.stderr().includes('connection refused'));
	writeFileSync(config, '{}');
	await eventually('the end of the problem', () => service.stderr().includes('problem resolved'));
	assert.equal(await service.end(), 0);
});

test('without a driver the error names the package to install', async () => {
	using directory = temporaryDirectory();
	for (const part of ['bin', 'dist/cli', 'package.json']) {
		cpSync(path.join(root, part), directory.file(part), {recursive: true});
	}

	mkdirSync(directory.file('node_modules'));
	symlinkSync(path.join(root, 'node_modules/systeminformation'), directory.file('node_modules/systeminformation'));
	for (const [url, message] of [
		['postgres://db/a', 'PostgreSQL needs a package that is not installed: npm install --global pg'],
		['mysql://db/a', 'MySQL needs a package that is not installed: npm install --global mysql2'],
	] as const) {
		const {exitCode, stderr} = await runProgram(['--headless', '--export-to', url], {
			program: directory.file('bin/mon-tui.js'),
		});
		assert.equal(stderr.trimEnd().split('\n').at(-1), `mon-tui: --export-to: ${message}`);
		assert.equal(exitCode, 2);
	}
});

test('a database that is given twice is refused, even with different passwords', async () => {
	const urls = ['postgres://mon:s3cret@db/metrics', 'postgresql://other:s3cret@db:5432/metrics'];
	const {exitCode, stderr} = await runProgram(['--headless', ...urls.flatMap(url => ['--export-to', url])]);
	assert.equal(
		stderr.trimEnd().split('\n').at(-1),
		'mon-tui: --export-to: postgresql://db:5432/metrics is given twice; every sample would be recorded twice',
	);
	assert.equal(exitCode, 2);
	assert.equal(stderr.includes('s3cret'), false);
});

for (const [url, message] of [
	['redis://127.0.0.1/0', '--export-to must be a URL that begins with postgres:// or postgresql:// or mysql://'],
	['postgres://mon:s3cret@127.0.0.1', '--export-to: the URL must name a database after the host'],
] as const) {
	test(`--export-to ${url.replace('s3cret', '***')} is refused`, async () => {
		const {exitCode, stderr} = await runProgram(['--headless', '--export-to', url]);
		assert.equal(exitCode, 2);
		assert.ok(stderr.includes(message), stderr);
		assert.equal(stderr.includes('s3cret'), false);
	});
}
