import assert from 'node:assert/strict';
import {execFile} from 'node:child_process';
import type {AddressInfo} from 'node:net';
import {createServer} from 'node:net';
import process from 'node:process';
import {after, before, describe, it} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {
	type DatabaseServer,
	mariadbServer,
	noMariadb,
	noPostgresql,
	postgresqlServer,
	queryMariadb,
	queryPostgresql,
} from '../../helpers/database-server.js';
import {eventuallyEqual, exporting, range} from '../../helpers/exporting.js';
import {openProxy} from '../../helpers/proxy.js';
import {sampleStore} from '../../helpers/sample-store.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../..', import.meta.url));

for (const {name, scheme, missing, open, sequences, query, reader, careful, noDatabase} of [
	{
		name: 'PostgreSQL',
		scheme: 'postgres',
		missing: noPostgresql,
		open: postgresqlServer,
		sequences: async (port: number, table: string) =>
			(await queryPostgresql(port, `SELECT sequence::int FROM ${table} ORDER BY id`)).map(row => row.sequence),
		query: queryPostgresql,
		reader: ["CREATE ROLE reader LOGIN PASSWORD 'r'", 'GRANT SELECT ON readable TO reader'],
		careful: ["CREATE ROLE careful LOGIN PASSWORD 'c'", 'GRANT CREATE ON SCHEMA public TO careful'],
		noDatabase: /database "elsewhere" does not exist/,
	},
	{
		name: 'MariaDB',
		scheme: 'mysql',
		missing: noMariadb,
		open: mariadbServer,
		sequences: async (port: number, table: string) =>
			(await queryMariadb(port, `SELECT sequence FROM ${table} ORDER BY id`)).map(row => row.sequence),
		query: queryMariadb,
		reader: [
			"CREATE USER 'reader'@'127.0.0.1' IDENTIFIED BY 'r'",
			"GRANT SELECT ON metrics.readable TO 'reader'@'127.0.0.1'",
		],
		careful: [
			"CREATE USER 'careful'@'127.0.0.1' IDENTIFIED BY 'c' REQUIRE SSL",
			"GRANT ALL ON metrics.* TO 'careful'@'127.0.0.1'",
		],
		noDatabase: /Unknown database 'elsewhere'/,
	},
]) {
	describe(name, {skip: missing}, () => {
		let server: DatabaseServer;
		before(async () => {
			server = await open();
		});
		after(() => server?.[Symbol.asyncDispose]());
		const urlOf = (table: string, user = 'mon:s3cret') =>
			`${scheme}://${user}@127.0.0.1:${server.port}/metrics?table=${table}`;

		it('has a table with shares as columns and the message as JSON', async () => {
			{
				await using exporter = await exporting(urlOf('plain'));
				exporter.receive(1, 1);
				await eventuallyEqual(() => sequences(server.port, 'plain'), [1]);
				assert.deepEqual(exporter.store.reported, []);
			}

			const [row] = await query(server.port, 'SELECT * FROM plain');
			const data = typeof row?.data === 'string' ? JSON.parse(row.data) : row?.data;
			assert.equal(data.type, 'monitoring_data');
			assert.ok(row?.timestamp instanceof Date);
			assert.equal(row.timestamp.getTime(), data.t);
			assert.equal(row?.memory_usage, data.data.memory.percentage);
			assert.equal(row?.cpu_usage, data.data.processor.usage_percent);
			assert.equal(row?.gpu_usage, null, 'what is not known is not 0');
		});

		it('has each sample once and in order after a kill', async () => {
			await using exporter = await exporting(urlOf('killed'));
			exporter.receive(1, 30);
			await eventuallyEqual(() => sequences(server.port, 'killed'), range(1, 30));
			for (let round = 1; round <= 3; round++) {
				exporter.receive(30 * round + 1, 30 * round + 15);
				await server.kill();
				exporter.receive(30 * round + 16, 30 * round + 30);
				await eventuallyEqual(async () => exporter.store.problems().length, 1);
				await server.start();
				await eventuallyEqual(() => sequences(server.port, 'killed'), range(1, 30 * round + 30));
				await eventuallyEqual(async () => exporter.store.problems().length, 0);
			}

			assert.doesNotMatch(
				exporter.store.reported.join('\n'),
				/queryable|closed state/,
				'the reason, not its consequence',
			);
		});

		it('two programs write into one table', async () => {
			await using one = await exporting(urlOf('shared'));
			await using other = await exporting(urlOf('shared'));
			one.receive(1, 20);
			other.receive(1, 20);
			const both = async () => (await sequences(server.port, 'shared')).length;
			await eventuallyEqual(both, 40);
		});

		it('has a bounded queue: the oldest samples are lost and counted', async () => {
			await server.kill();
			await using exporter = await exporting(urlOf('bounded'), {maxWaitingBytes: 1});
			exporter.receive(1, 10);
			await eventuallyEqual(async () => /; 1 sample waits, [89] lost/.test(exporter.store.reported.at(-1) ?? ''), true);
			await server.start();
			await eventuallyEqual(async () => (await sequences(server.port, 'bounded')).at(-1), 10);
		});

		it('reports a wrong password without repeating it', async () => {
			await using exporter = await exporting(urlOf('wrong', 'mon:wr0ngpass'));
			exporter.receive(1, 2);
			await eventuallyEqual(async () => exporter.store.problems().length, 1);
			const [problem] = exporter.store.problems();
			assert.match(
				problem?.area ?? '',
				new RegExp(`^export \\w+://127\\.0\\.0\\.1:${server.port}/metrics\\?table=wrong$`),
			);
			assert.match(
				problem?.message ?? '',
				/^(?:password authentication failed|Access denied) for user .mon.*; \d samples wait$/,
			);
			assert.doesNotMatch(JSON.stringify(problem), /wr0ngpass/);
		});

		it('reports the missing column of a table', async () => {
			await query(server.port, 'CREATE TABLE other (timestamp timestamp, note varchar(10))');
			await using exporter = await exporting(urlOf('other'));
			exporter.receive(1, 2);
			await eventuallyEqual(async () => /"?'?host'?"?/i.test(exporter.store.reported[0] ?? ''), true);
		});

		it('a refused sample does not affect the others', async () => {
			{
				await using exporter = await exporting(urlOf('picky'));
				exporter.receive(1, 1);
				await eventuallyEqual(() => sequences(server.port, 'picky'), [1]);
			}

			await query(server.port, 'ALTER TABLE picky ADD CHECK (sequence <> 12)');
			await using exporter = await exporting(urlOf('picky'));
			exporter.receive(10, 20);
			const expected = [1, 10, 11, ...range(13, 20)];
			await eventuallyEqual(() => sequences(server.port, 'picky'), expected);
			assert.match(exporter.store.reported.filter(Boolean).join('\n'), /1 of \d+ samples refused/);
		});

		it('a user with only INSERT can write', async () => {
			{
				await using exporter = await exporting(urlOf('granted'));
				exporter.receive(1, 1);
				await eventuallyEqual(() => sequences(server.port, 'granted'), [1]);
			}

			const statements =
				scheme === 'mysql'
					? [
							"CREATE USER 'writer'@'127.0.0.1' IDENTIFIED BY 'w'",
							"GRANT INSERT ON metrics.granted TO 'writer'@'127.0.0.1'",
						]
					: [
							"CREATE ROLE writer LOGIN PASSWORD 'w'",
							'GRANT INSERT ON granted TO writer',
							'GRANT USAGE ON SEQUENCE granted_id_seq TO writer',
							// PostgreSQL looks at the key to find what is there already.
							'GRANT SELECT (run, sequence) ON granted TO writer',
						];
			for (const statement of statements) {
				await query(server.port, statement);
			}

			await using exporter = await exporting(urlOf('granted', 'writer:w'));
			exporter.receive(2, 3);
			await eventuallyEqual(() => sequences(server.port, 'granted'), [1, 2, 3]);
			assert.deepEqual(exporter.store.reported, []);
		});

		it('a user with only SELECT gets an error, and the database is unchanged', async () => {
			{
				await using exporter = await exporting(urlOf('readable'));
				exporter.receive(1, 1);
				await eventuallyEqual(() => sequences(server.port, 'readable'), [1]);
			}

			for (const statement of reader) {
				await query(server.port, statement);
			}

			await using exporter = await exporting(urlOf('readable', 'reader:r'));
			exporter.receive(2, 3);
			await eventuallyEqual(async () => exporter.store.problems().length, 1);
			assert.match(exporter.store.reported[0] ?? '', /denied.*; 2 samples wait$/);
			assert.deepEqual(await sequences(server.port, 'readable'), [1]);
		});

		it('a missing database is a problem until it is created', async () => {
			const url = `${scheme}://mon:s3cret@127.0.0.1:${server.port}/elsewhere`;
			await using exporter = await exporting(url);
			exporter.receive(1, 3);
			await eventuallyEqual(async () => noDatabase.test(exporter.store.reported[0] ?? ''), true);
			await query(server.port, 'CREATE DATABASE elsewhere');
			await eventuallyEqual(async () => exporter.store.problems().length, 0);
		});

		it('a lost response does not cause duplicates', async () => {
			await using proxy = await openProxy(() => `127.0.0.1:${server.port}`);
			const url = `${scheme}://mon:s3cret@${proxy.place}/metrics?table=unanswered`;
			await using exporter = await exporting(url, {writeTimeoutMs: 500});
			exporter.receive(1, 5);
			await eventuallyEqual(() => sequences(server.port, 'unanswered'), range(1, 5));
			await eventuallyEqual(async () => exporter.store.problems().length, 0);
			proxy.mute();
			exporter.receive(6, 10);
			// The first goes at once, the others wait for its answer.
			await eventuallyEqual(() => sequences(server.port, 'unanswered'), range(1, 6));
			await eventuallyEqual(async () => /; 5 samples wait$/.test(exporter.store.problems()[0]?.message ?? ''), true);
			proxy.heal();
			exporter.receive(11, 12);
			await eventuallyEqual(() => sequences(server.port, 'unanswered'), range(1, 12));
			await eventuallyEqual(async () => exporter.store.problems().length, 0);
		});

		it('a hanging database affects neither other databases nor the samples', async () => {
			await using proxy = await openProxy(() => `127.0.0.1:${server.port}`);
			proxy.stall();
			const store = sampleStore();
			const pace = {writeTimeoutMs: 300, shutdownTimeoutMs: 300};
			await using hanging = await exporting(`${scheme}://mon:s3cret@${proxy.place}/metrics?table=beside`, pace, store);
			await using well = await exporting(urlOf('beside'), {}, store);
			well.receive(1, 50);
			assert.equal(store.getState().sample?.sequence, 50, 'nobody waited for a database');
			await eventuallyEqual(() => sequences(server.port, 'beside'), range(1, 50));
			await eventuallyEqual(async () => store.problems().length, 1);
			assert.ok(store.problems()[0]?.area.includes(proxy.place));
			assert.equal(hanging.store, well.store);
		});

		it('encrypts and verifies as configured', async () => {
			for (const statement of careful) {
				await query(server.port, statement);
			}

			const url = (parameters: string) => urlOf(`encrypted${parameters}`, 'careful:c');
			{
				await using exporter = await exporting(url(''));
				exporter.receive(1, 1);
				await eventuallyEqual(async () => exporter.store.problems().length, 1);
			}

			{
				await using exporter = await exporting(url('&sslmode=verify-full'));
				exporter.receive(2, 2);
				await eventuallyEqual(async () => /self-signed certificate/.test(exporter.store.reported[0] ?? ''), true);
			}

			{
				await using exporter = await exporting(url('&sslmode=require'));
				exporter.receive(3, 3);
				await eventuallyEqual(() => sequences(server.port, 'encrypted'), [3]);
				assert.deepEqual(exporter.store.reported, []);
			}

			await using exporter = await exporting(url(`&ca=${server.certificate}`));
			exporter.receive(4, 4);
			await eventuallyEqual(() => sequences(server.port, 'encrypted'), [3, 4]);
			assert.deepEqual(exporter.store.reported, []);
		});

		it('receives the samples of the library example', async () => {
			const url = urlOf('example');
			const {stdout, stderr} = await run(process.execPath, ['--import=tsx', 'examples/postgresql.ts', url], {
				cwd: root,
			});
			assert.match(stdout, /^recorded in \w+:\/\/127\.0\.0\.1:\d+\/metrics\?table=example\n$/);
			assert.equal(stderr, '');
			assert.deepEqual(await sequences(server.port, 'example'), [1, 2, 3]);
		});

		it('many long samples are split into accepted statements', async () => {
			const url = urlOf('lengthy');
			await using exporter = await exporting(url, {maxBatchRows: 1000, maxBatchBytes: 10_000});
			exporter.receive(1, 100);
			await eventuallyEqual(() => sequences(server.port, 'lengthy'), range(1, 100));
			assert.deepEqual(exporter.store.reported, []);
		});

		if (scheme === 'mysql') {
			it('a sample larger than a statement is skipped and reported', async () => {
				await query(server.port, 'SET GLOBAL max_allowed_packet = 20480');
				await using exporter = await exporting(urlOf('narrow'));
				exporter.receive(1, 2);
				exporter.receiveLong(3);
				exporter.receive(4, 5);
				await eventuallyEqual(async () => exporter.store.reported.length, 1);
				assert.match(exporter.store.reported[0] ?? '', /^1 of 5 samples refused: \d+ bytes exceed max_allowed_packet/);
				assert.deepEqual(await sequences(server.port, 'narrow'), [1, 2, 4, 5]);
				exporter.receive(6, 6);
				await eventuallyEqual(async () => exporter.store.problems().length, 0);
				await query(server.port, 'SET GLOBAL max_allowed_packet = DEFAULT');
			});
		}
	});
}

describe('a database that accepts connections and does not respond', () => {
	for (const scheme of ['postgres', 'mysql', 'influxdb']) {
		it(`of ${scheme}:// is a problem and is abandoned at shutdown`, async () => {
			const silent = createServer(() => {}).listen(0, '127.0.0.1');
			await new Promise(resolve => silent.once('listening', resolve));
			const {port} = silent.address() as AddressInfo;
			try {
				const pace = {writeTimeoutMs: 200, shutdownTimeoutMs: 200};
				await using exporter = await exporting(`${scheme}://mon:s3cret@127.0.0.1:${port}/metrics`, pace);
				exporter.receive(1, 3);
				await eventuallyEqual(async () => exporter.store.reported.length > 0, true);
				assert.match(exporter.store.reported[0] ?? '', /no answer within 0\.2 s; 3 samples wait/);
			} finally {
				silent.close();
			}
		});
	}
});
