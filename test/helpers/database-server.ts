import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chownSync, readdirSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {createConnection} from 'mysql2/promise';
import pg from 'pg';
import {freePort} from './free-port.js';
import {temporaryDirectory} from './temporary-directory.js';

/** A real server with a database `metrics` and a user `mon` with the password `s3cret`, on a port that stays the same. */
export type DatabaseServer = AsyncDisposable & {
	readonly port: number;
	/** Resolves when it answers. */
	start(): Promise<void>;
	/** As `kill -9` or a power failure ends it. */
	kill(): Promise<void>;
};

/** Debian puts them where only root looks, and PostgreSQL in a folder for its version. */
const folders = [
	...postgresqlFolders(),
	...(process.env.PATH ?? '').split(path.delimiter),
	'/usr/sbin',
	'/usr/local/sbin',
].join(path.delimiter);
const env = {PATH: folders, LC_ALL: 'C', HOME: '/tmp'};

function postgresqlFolders(): readonly string[] {
	try {
		return readdirSync('/usr/lib/postgresql').map(version => `/usr/lib/postgresql/${version}/bin`);
	} catch {
		return [];
	}
}

/** Why a test that needs the server cannot run here, or `false`. In the continuous integration it must. */
export function withoutServer(program: string, debianPackage: string): string | false {
	const isInstalled = spawnSync(program, ['--version'], {env, stdio: 'ignore'}).error === undefined;
	return isInstalled || process.env.CI ? false : `${program} is not installed (Debian: ${debianPackage})`;
}

/** Servers refuse to run as root. */
function otherUser(): {readonly uid: number; readonly gid: number} | undefined {
	const nobody = 65_534;
	return process.getuid?.() === 0 ? {uid: nobody, gid: nobody} : undefined;
}

type Parts = {
	prepare(directory: string, run: (program: string, args: readonly string[]) => void): void;
	command(directory: string, port: number): readonly [program: string, ...args: string[]];
	/** Rejects while the server does not answer. */
	probe(port: number): Promise<void>;
};

async function databaseServer({prepare, command, probe}: Parts): Promise<DatabaseServer> {
	const directory = temporaryDirectory();
	const port = await freePort();
	const user = otherUser();
	const options = {env, cwd: directory.path, ...user};
	if (user) {
		chownSync(directory.path, user.uid, user.gid);
	}

	let child: ReturnType<typeof spawn> | undefined;
	const kill = async (): Promise<void> => {
		if (child && child.exitCode === null && child.signalCode === null) {
			const ended = once(child, 'exit');
			// With whatever it started: PostgreSQL is many processes.
			process.kill(-(child.pid ?? 0), 'SIGKILL');
			await ended;
		}

		child = undefined;
	};

	prepare(directory.path, (program, args) => {
		const {status, stderr, error} = spawnSync(program, args, {...options, encoding: 'utf8'});
		if (status !== 0) {
			throw new Error(`${program}: ${error?.message ?? stderr}`);
		}
	});
	return {
		port,
		async start() {
			const [program, ...args] = command(directory.path, port);
			let complaint = '';
			const started = spawn(program, args, {...options, detached: true, stdio: ['ignore', 'ignore', 'pipe']});
			child = started;
			started.stderr.on('data', chunk => {
				complaint = (complaint + chunk).slice(-4000);
			});
			let reason: unknown;
			for (let attempt = 0; attempt < 600; attempt++) {
				if (started.exitCode !== null) {
					break;
				}

				try {
					await probe(port);
					return;
				} catch (error) {
					reason = error;
					await sleep(50);
				}
			}

			throw new Error(`${program} does not answer: ${reason}\n${complaint}`);
		},
		kill,
		async [Symbol.asyncDispose]() {
			await kill();
			directory[Symbol.dispose]();
		},
	};
}

export const noPostgresql = withoutServer('initdb', 'postgresql');

export async function postgresqlServer(): Promise<DatabaseServer> {
	const server = await databaseServer({
		prepare(directory, run) {
			writeFileSync(`${directory}/password`, 's3cret\n', {mode: 0o644});
			run('initdb', [
				...['--pgdata', `${directory}/data`, '--username', 'mon', '--pwfile', `${directory}/password`],
				...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-sync'],
			]);
		},
		command: (directory, port) => [
			'postgres',
			...['-D', `${directory}/data`, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
			...['-c', 'unix_socket_directories=', '-c', 'fsync=off'],
		],
		async probe(port) {
			await queryPostgresql(port, 'SELECT 1', 'postgres');
		},
	});
	await server.start();
	await queryPostgresql(server.port, 'CREATE DATABASE metrics', 'postgres');
	return server;
}

/** Asks as the owner of everything. */
export async function queryPostgresql(
	port: number,
	sql: string,
	database = 'metrics',
): Promise<readonly Readonly<Record<string, unknown>>[]> {
	const client = new pg.Client({host: '127.0.0.1', port, database, user: 'mon', password: 's3cret'});
	client.on('error', () => {});
	try {
		await client.connect();
		return (await client.query(sql)).rows;
	} finally {
		await client.end().catch(() => {});
	}
}

export const noMariadb = withoutServer('mariadbd', 'mariadb-server');

export async function mariadbServer(): Promise<DatabaseServer> {
	const server = await databaseServer({
		prepare(directory, run) {
			writeFileSync(
				`${directory}/first.sql`,
				[
					'CREATE DATABASE IF NOT EXISTS metrics;',
					"CREATE USER IF NOT EXISTS 'mon'@'127.0.0.1' IDENTIFIED BY 's3cret';",
					"GRANT ALL ON *.* TO 'mon'@'127.0.0.1' WITH GRANT OPTION;",
					'',
				].join('\n'),
				{mode: 0o644},
			);
			run('mariadb-install-db', [
				...['--no-defaults', `--datadir=${directory}/data`, '--auth-root-authentication-method=normal'],
				...['--skip-test-db', '--skip-log-bin'],
			]);
		},
		command: (directory, port) => [
			'mariadbd',
			...['--no-defaults', `--datadir=${directory}/data`, `--port=${port}`, '--bind-address=127.0.0.1'],
			...[`--socket=${directory}/socket`, `--pid-file=${directory}/pid`, `--init-file=${directory}/first.sql`],
			...['--skip-name-resolve', '--innodb-flush-log-at-trx-commit=2'],
		],
		async probe(port) {
			await queryMariadb(port, 'SELECT 1');
		},
	});
	await server.start();
	return server;
}

export async function queryMariadb(port: number, sql: string): Promise<readonly Readonly<Record<string, unknown>>[]> {
	const connection = await createConnection({
		host: '127.0.0.1',
		port,
		database: 'metrics',
		user: 'mon',
		password: 's3cret',
		timezone: 'Z',
	});
	try {
		const [rows] = await connection.query(sql);
		return rows as readonly Readonly<Record<string, unknown>>[];
	} finally {
		connection.destroy();
	}
}

export const noInfluxdb = withoutServer('influxd', 'influxdb');

/** Version 1, where everybody may do everything. */
export async function influxdbServer(): Promise<DatabaseServer> {
	const backup = await freePort();
	const server = await databaseServer({
		prepare() {},
		command(directory, port) {
			const config = `${directory}/influxdb.conf`;
			writeFileSync(
				config,
				[
					'reporting-disabled = true',
					`bind-address = "127.0.0.1:${backup}"`,
					'[meta]',
					`dir = "${directory}/meta"`,
					'[data]',
					`dir = "${directory}/data"`,
					`wal-dir = "${directory}/wal"`,
					'[http]',
					`bind-address = "127.0.0.1:${port}"`,
					'log-enabled = false',
					'',
				].join('\n'),
				{mode: 0o644},
			);
			return ['influxd', '-config', config];
		},
		async probe(port) {
			await queryInfluxdb(port, 'SHOW DATABASES');
		},
	});
	await server.start();
	return server;
}

/** The rows of the first series. */
export async function queryInfluxdb(port: number, query: string): Promise<readonly (readonly unknown[])[]> {
	const url = new URL(`http://127.0.0.1:${port}/query`);
	url.search = new URLSearchParams({db: 'metrics', epoch: 'ms', q: query}).toString();
	const answer = (await (await fetch(url)).json()) as {
		readonly results: readonly {readonly series?: readonly {readonly values: readonly (readonly unknown[])[]}[]}[];
	};
	return answer.results[0]?.series?.[0]?.values ?? [];
}
