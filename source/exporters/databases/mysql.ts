import {Buffer} from 'node:buffer';
import type {Connection, QueryError, ResultSetHeader, RowDataPacket} from 'mysql2/promise';
import {loadOptionalPackage} from '../../support/optional-package.js';
import {type DatabaseAddress, passwordOf} from './database-address.js';
import type {DatabaseRow} from './row.js';
import {isRefusal, type OpenSink, RefusedError} from './sink.js';

const connectLimitMs = 5000;
const queryLimitMs = 10_000;

const columns: readonly (readonly [name: string, value: (row: DatabaseRow) => unknown])[] = [
	['timestamp', row => new Date(row.timestampMs)],
	['host', row => row.host],
	['run', row => row.run],
	['sequence', row => row.sequence],
	['cpu_usage', row => row.cpuUsage],
	['memory_usage', row => row.memoryUsage],
	['disk_usage', row => row.diskUsage],
	['gpu_usage', row => row.gpuUsage],
	['data', row => row.message],
];

/** Returns a function that connects to MySQL or MariaDB. Throws when the driver is not installed. */
export async function mysqlOpener(address: DatabaseAddress): Promise<OpenSink> {
	const mysql = await loadOptionalPackage('mysql2', 'MySQL', () => import('mysql2/promise'));
	const table = mysql.escapeId(address.table);
	const names = columns.map(([name]) => mysql.escapeId(name)).join(', ');
	const insert = `INSERT IGNORE INTO ${table} (${names}) VALUES ?`;

	return async () => {
		const password = passwordOf(address);
		const connection = await mysql.createConnection({
			host: address.host,
			port: address.port,
			database: address.database,
			...(address.user !== undefined && {user: address.user}),
			...(password !== undefined && {password}),
			...(address.encryption !== 'disable' && {
				ssl: {
					rejectUnauthorized: address.encryption === 'verify-full',
					verifyIdentity: address.encryption === 'verify-full',
					...(address.ca !== undefined && {ca: address.ca}),
				},
			}),
			charset: 'utf8mb4',
			// Dates are sent in UTC.
			timezone: 'Z',
			connectTimeout: connectLimitMs,
			enableKeepAlive: true,
		});
		// Between queries a closed connection is reported only here: the next query would not have the reason.
		let broken: Error | undefined;
		connection.on('error', error => {
			broken ??= error;
		});
		let maxStatementBytes: number;
		try {
			await makeTable(connection, table);
			maxStatementBytes = await readPacketLimit(connection);
		} catch (error) {
			connection.destroy();
			throw error;
		}

		return {
			async write(rows) {
				const values = rows.map(row => columns.map(([, value]) => value(row) ?? null));
				const sql = connection.format(insert, [values]);
				const bytes = Buffer.byteLength(sql);
				if (bytes >= maxStatementBytes) {
					throw new RefusedError(`${bytes} bytes exceed max_allowed_packet (${maxStatementBytes})`);
				}

				try {
					const [answer] = await connection.query<ResultSetHeader>({sql, timeout: queryLimitMs});
					if (answer.warningStatus > 0) {
						await findRefusal(connection);
					}
				} catch (error) {
					const {sqlState, message} = error as QueryError;
					throw isRefusal(sqlState) ? new RefusedError(message, {cause: error}) : (broken ?? error);
				}
			},
			async [Symbol.asyncDispose]() {
				connection.destroy();
			},
		};
	};
}

const noSuchTable = 'ER_NO_SUCH_TABLE';

/** Creates the table if it does not exist. A user with only INSERT may not even run CREATE TABLE IF NOT EXISTS. */
async function makeTable(connection: Connection, table: string): Promise<void> {
	try {
		await connection.query({sql: `SELECT 1 FROM ${table} LIMIT 0`, timeout: queryLimitMs});
		return;
	} catch (error) {
		const {code} = error as {code?: unknown};
		// A user with only INSERT cannot query the table.
		if (code === 'ER_TABLEACCESS_DENIED_ERROR') {
			return;
		}

		if (code !== noSuchTable) {
			throw error;
		}
	}

	await connection.query({
		sql: `CREATE TABLE IF NOT EXISTS ${table} (
			id bigint unsigned NOT NULL AUTO_INCREMENT PRIMARY KEY,
			timestamp datetime(3) NOT NULL COMMENT 'UTC',
			host varchar(255) NOT NULL,
			run char(36) CHARACTER SET ascii NOT NULL,
			sequence bigint unsigned NOT NULL,
			cpu_usage double,
			memory_usage double,
			disk_usage double,
			gpu_usage double,
			data json NOT NULL,
			UNIQUE KEY (run, sequence)
		) DEFAULT CHARACTER SET utf8mb4`,
		timeout: queryLimitMs,
	});
}

/** Returns the maximum length of a statement. The server closes the connection on a longer one. */
async function readPacketLimit(connection: Connection): Promise<number> {
	const [rows] = await connection.query<PacketLimit[]>({
		sql: 'SELECT @@max_allowed_packet AS bytes',
		timeout: queryLimitMs,
	});
	return rows[0]?.bytes ?? Number.POSITIVE_INFINITY;
}

type PacketLimit = RowDataPacket & {readonly bytes: number};

const duplicateKey = 1062;

/**
Throws when rows were rejected: `IGNORE` skips not only duplicates but also, for example, rows that violate a check.
*/
async function findRefusal(connection: Connection): Promise<void> {
	const [warnings] = await connection.query<Warning[]>({sql: 'SHOW WARNINGS', timeout: queryLimitMs});
	const refusal = warnings.find(({Code}) => Code !== duplicateKey);
	if (refusal) {
		throw new RefusedError(refusal.Message);
	}
}

type Warning = RowDataPacket & {readonly Code: number; readonly Message: string};
