import assert from 'node:assert/strict';
import type {AddressInfo} from 'node:net';
import {createServer} from 'node:net';
import {after, before, describe, it} from 'node:test';
import {databaseExporter} from '../../../source/exporters/database/database-exporter.js';
import {openDatabase} from '../../../source/exporters/database/open-database.js';
import type {RowPace} from '../../../source/exporters/database/row-outbox.js';
import {
	type DatabaseServer,
	influxdbServer,
	mariadbServer,
	noInfluxdb,
	noMariadb,
	noPostgresql,
	postgresqlServer,
	queryInfluxdb,
	queryMariadb,
	queryPostgresql,
} from '../../helpers/database-server.js';
import {sampleStore} from '../../helpers/sample-store.js';
import {sampleAt} from '../../helpers/samples.js';

const quick: Partial<RowPace> = {backoff: {firstMs: 20, longestMs: 100}, longestWriteMs: 2000, maxBatchRows: 7};

/** Exports the samples of a test into what a URL names. */
async function exporting(url: string, pace: Partial<RowPace> = {}) {
	const store = sampleStore();
	const running = databaseExporter({
		...(await openDatabase(url)),
		intervalMs: 60_000,
		everySample: true,
		report: store.report,
		pace: {...quick, ...pace},
	})(store);
	return {
		store,
		receive(from: number, to: number) {
			for (let sequence = from; sequence <= to; sequence++) {
				store.receive(sampleAt(sequence, {}, sequence));
			}
		},
		[Symbol.asyncDispose]: running[Symbol.asyncDispose],
	};
}

const range = (from: number, to: number): readonly number[] =>
	Array.from({length: to - from + 1}, (_, index) => from + index);

async function eventuallyEqual(read: () => Promise<unknown>, expected: unknown): Promise<void> {
	const deadline = performance.now() + 20_000;
	for (;;) {
		const value = await read().catch(error => error);
		try {
			assert.deepEqual(value, expected);
			return;
		} catch (error) {
			if (performance.now() > deadline) {
				throw error;
			}
		}

		await new Promise(resolve => setTimeout(resolve, 30));
	}
}

for (const {name, scheme, missing, open, sequences, query} of [
	{
		name: 'PostgreSQL',
		scheme: 'postgres',
		missing: noPostgresql,
		open: postgresqlServer,
		sequences: async (port: number, table: string) =>
			(await queryPostgresql(port, `SELECT sequence::int FROM ${table} ORDER BY id`)).map(row => row.sequence),
		query: queryPostgresql,
	},
	{
		name: 'MariaDB',
		scheme: 'mysql',
		missing: noMariadb,
		open: mariadbServer,
		sequences: async (port: number, table: string) =>
			(await queryMariadb(port, `SELECT sequence FROM ${table} ORDER BY id`)).map(row => row.sequence),
		query: queryMariadb,
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

		it('gets a table with the shares as columns and the whole message as JSON', async () => {
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

		it('has every sample once and in order after it was killed in the middle', async () => {
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
		});

		it('two programs write into one table', async () => {
			await using one = await exporting(urlOf('shared'));
			await using other = await exporting(urlOf('shared'));
			one.receive(1, 20);
			other.receive(1, 20);
			const both = async () => (await sequences(server.port, 'shared')).length;
			await eventuallyEqual(both, 40);
		});

		it('what waits is bounded: the oldest go and are counted', async () => {
			await server.kill();
			await using exporter = await exporting(urlOf('bounded'), {maxWaitingBytes: 1});
			exporter.receive(1, 10);
			await eventuallyEqual(async () => /; 1 sample waits, [89] lost/.test(exporter.store.reported.at(-1) ?? ''), true);
			await server.start();
			await eventuallyEqual(async () => (await sequences(server.port, 'bounded')).at(-1), 10);
		});

		it('a wrong password is a problem that does not tell it', async () => {
			await using exporter = await exporting(urlOf('wrong', 'mon:wr0ngpass'));
			exporter.receive(1, 2);
			await eventuallyEqual(async () => exporter.store.problems().length, 1);
			const [problem] = exporter.store.reported;
			assert.match(problem ?? '', new RegExp(`cannot export to \\w+://127\\.0\\.0\\.1:${server.port}/metrics: `));
			assert.doesNotMatch(problem ?? '', /wr0ngpass/);
		});

		it('a table of another shape is a problem that says what is missing', async () => {
			await query(server.port, 'CREATE TABLE other (timestamp timestamp, note varchar(10))');
			await using exporter = await exporting(urlOf('other'));
			exporter.receive(1, 2);
			await eventuallyEqual(async () => /"?'?host'?"?/i.test(exporter.store.reported[0] ?? ''), true);
		});

		it('a sample that the database refuses does not keep the others from it', async () => {
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

		it('who may only insert, inserts', async () => {
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
	});
}

describe('InfluxDB', {skip: noInfluxdb}, () => {
	let server: DatabaseServer;
	before(async () => {
		server = await influxdbServer();
	});
	after(() => server?.[Symbol.asyncDispose]());
	const countOf = async () =>
		(await queryInfluxdb(server.port, 'SELECT count(value) FROM mon_snapshots_total'))[0]?.[1];

	it('gets its database made, and every point once after it was killed in the middle', async () => {
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
});

describe('a database that accepts and says nothing', () => {
	for (const scheme of ['postgres', 'mysql', 'influxdb']) {
		it(`of ${scheme}:// is a problem, and is left behind at the end`, async () => {
			const silent = createServer(() => {}).listen(0, '127.0.0.1');
			await new Promise(resolve => silent.once('listening', resolve));
			const {port} = silent.address() as AddressInfo;
			try {
				const pace = {longestWriteMs: 200, longestGoodbyeMs: 200};
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
