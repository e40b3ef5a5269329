import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chownSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {createConnection} from 'mysql2/promise';
import pg from 'pg';
import {selfSignedCertificate} from './certificate.js';
import {freePort} from './free-port.js';
import {temporaryDirectory} from './temporary-directory.js';

/** A real server with a database `metrics` and a user `mon` with the password `s3cret`, on a port that stays the same. */
export type DatabaseServer = AsyncDisposable & {
	readonly port: number;
	/** The file with the certificate that it shows to those who encrypt, and that vouches for itself. */
	readonly certificate: string;
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

/** What is different from server to server. */
type Parts = {
	prepare(directory: string, run: (program: string, args: readonly string[]) => void): void;
	command(directory: string, port: number): readonly [program: string, ...args: string[]];
	/** Rejects while the server does not answer. */
	probe(port: number): Promise<void>;
};

/** For those that ask for encryption: `cert.pem` and `key.pem`. */
function writeCertificate(directory: string, user: {readonly uid: number; readonly gid: number} | undefined): void {
	const {cert, key} = selfSignedCertificate();
	for (const [name, text] of [
		['cert.pem', cert],
		['key.pem', key],
	] as const) {
		const file = `${directory}/${name}`;
		writeFileSync(file, text, {mode: 0o600});
		if (user) {
			chownSync(file, user.uid, user.gid);
		}
	}
}

/** Starts what the parts tell, in a directory of its own that is removed at the end. */
export async function databaseServer({prepare, command, probe}: Parts): Promise<DatabaseServer> {
	const directory = temporaryDirectory();
	const port = await freePort();
	const user = otherUser();
	const options = {env, cwd: directory.path, ...user};
	if (user) {
		chownSync(directory.path, user.uid, user.gid);
	}

	const certificate = `${directory.path}/cert.pem`;
	writeCertificate(directory.path, user);
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
		certificate,
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

/** The role `careful`, when a test makes it, must encrypt. */
export async function postgresqlServer(): Promise<DatabaseServer> {
	const server = await databaseServer({
		prepare(directory, run) {
			writeFileSync(`${directory}/password`, 's3cret\n', {mode: 0o644});
			run('initdb', [
				...['--pgdata', `${directory}/data`, '--username', 'mon', '--pwfile', `${directory}/password`],
				...['--auth', 'scram-sha-256', '--encoding', 'UTF8', '--no-sync'],
			]);
			const access = `${directory}/data/pg_hba.conf`;
			writeFileSync(access, `hostnossl all careful all reject\n${readFileSync(access, 'utf8')}`);
		},
		command: (directory, port) => [
			'postgres',
			...['-D', `${directory}/data`, '-p', String(port), '-c', 'listen_addresses=127.0.0.1'],
			...['-c', 'unix_socket_directories=', '-c', 'fsync=off', '-c', 'ssl=on'],
			...['-c', `ssl_cert_file=${directory}/cert.pem`, '-c', `ssl_key_file=${directory}/key.pem`],
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
			...[`--ssl-cert=${directory}/cert.pem`, `--ssl-key=${directory}/key.pem`],
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
