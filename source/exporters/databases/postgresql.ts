import type {Client, DatabaseError} from 'pg';
import {loadOptionalPackage} from '../../support/optional-package.js';
import {type DatabaseAddress, passwordOf} from './database-address.js';
import type {DatabaseRow} from './row.js';
import {isRefusal, type OpenSink, RefusedError} from './sink.js';

const connectLimitMs = 5000;
const queryLimitMs = 10_000;

/** The columns, which are sent as arrays, so that one statement inserts any number of rows. */
const columns: readonly (readonly [name: string, type: string, value: (row: DatabaseRow) => unknown])[] = [
	['timestamp', 'timestamptz', row => new Date(row.timestampMs)],
	['host', 'text', row => row.host],
	['run', 'uuid', row => row.run],
	['sequence', 'bigint', row => row.sequence],
	['cpu_usage', 'double precision', row => row.cpuUsage],
	['memory_usage', 'double precision', row => row.memoryUsage],
	['disk_usage', 'double precision', row => row.diskUsage],
	['gpu_usage', 'double precision', row => row.gpuUsage],
	['data', 'jsonb', row => row.message],
];

/** Returns a function that connects to PostgreSQL. Throws when the driver is not installed. */
export async function postgresqlOpener(address: DatabaseAddress): Promise<OpenSink> {
	const {default: pg} = await loadOptionalPackage('pg', 'PostgreSQL', () => import('pg'));
	const table = address.table
		.split('.')
		.map(part => pg.escapeIdentifier(part))
		.join('.');
	const names = columns.map(([name]) => name).join(', ');
	const arrays = columns.map(([, type], index) => `$${index + 1}::${type}[]`).join(', ');
	const insert = `INSERT INTO ${table} (${names}) SELECT * FROM unnest(${arrays}) ON CONFLICT (run, sequence) DO NOTHING`;

	return async () => {
		const client = new pg.Client({
			host: address.host,
			port: address.port,
			database: address.database,
			user: address.user,
			password: passwordOf(address),
			ssl: address.encryption !== 'disable' && {
				rejectUnauthorized: address.encryption === 'verify-full',
				...(address.ca !== undefined && {ca: address.ca}),
			},
			application_name: 'mon-tui',
			connectionTimeoutMillis: connectLimitMs,
			query_timeout: queryLimitMs,
			statement_timeout: queryLimitMs,
			keepAlive: true,
		});
		// Between queries a closed connection is reported only here: the next query would not have the reason.
		let broken: Error | undefined;
		client.on('error', error => {
			broken ??= error;
		});
		try {
			await client.connect();
			await makeTable(client, table);
		} catch (error) {
			await client.end().catch(() => {});
			throw error;
		}

		return {
			async write(rows) {
				const values = columns.map(([, , value]) => rows.map(row => value(row) ?? null));
				try {
					await client.query(insert, values);
				} catch (error) {
					const {code, message} = error as DatabaseError;
					throw isRefusal(code) ? new RefusedError(message, {cause: error}) : (broken ?? error);
				}
			},
			async [Symbol.asyncDispose]() {
				await client.end();
			},
		};
	};
}

/** Creates the table if it does not exist. A user with only INSERT may not even run CREATE TABLE IF NOT EXISTS. */
async function makeTable(client: Client, table: string): Promise<void> {
	const {rows} = await client.query<{found: string | null}>('SELECT to_regclass($1) AS found', [table]);
	if (rows[0]?.found != null) {
		return;
	}

	await client.query(`CREATE TABLE IF NOT EXISTS ${table} (
		id bigserial PRIMARY KEY,
		timestamp timestamptz NOT NULL,
		host text NOT NULL,
		run uuid NOT NULL,
		sequence bigint NOT NULL,
		cpu_usage double precision,
		memory_usage double precision,
		disk_usage double precision,
		gpu_usage double precision,
		data jsonb NOT NULL,
		UNIQUE (run, sequence)
	)`);
}
