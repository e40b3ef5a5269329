import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import process from 'node:process';
import {setTimeout as sleep} from 'node:timers/promises';
import {connect as connectClient, type NatsConnection} from '@nats-io/transport-node';
import {freePort} from './free-port.js';
import {temporaryDirectory} from './temporary-directory.js';

/** Debian puts it where only root looks. */
const env = {...process.env, PATH: `${process.env.PATH}:/usr/sbin`};

const isInstalled = spawnSync('nats-server', ['--version'], {env, stdio: 'ignore'}).error === undefined;

/** Why a test that needs the server cannot run here, or `false`. In the continuous integration it must. */
export const noNatsServer =
	isInstalled || process.env.CI ? false : 'nats-server is not installed (Debian: nats-server)';

/** A server of its own, on a port that stays the same when it is started again. */
export type NatsServer = AsyncDisposable & {
	readonly port: number;
	start(): Promise<void>;
	stop(): Promise<void>;
	/** Stops or goes on, as a machine that hangs. */
	signal(signal: 'SIGSTOP' | 'SIGCONT'): void;
};

/** `config` is a file of the server's own kind, without the port. */
export async function natsServer(config = ''): Promise<NatsServer> {
	const directory = temporaryDirectory();
	const port = await freePort();
	writeFileSync(directory.file('nats.conf'), `listen: "127.0.0.1:${port}"\n${config}\n`);
	let child: ReturnType<typeof spawn> | undefined;

	const stop = async (): Promise<void> => {
		if (child && child.exitCode === null && child.signalCode === null) {
			const ended = once(child, 'exit');
			child.kill('SIGKILL');
			await ended;
		}

		child = undefined;
	};

	const server: NatsServer = {
		port,
		async start() {
			let complaint = '';
			child = spawn('nats-server', ['--config', directory.file('nats.conf')], {
				env,
				stdio: ['ignore', 'ignore', 'pipe'],
			});
			child.stderr?.on('data', chunk => {
				complaint += chunk;
			});
			for (let attempt = 0; attempt < 1000; attempt++) {
				if (child.exitCode !== null) {
					throw new Error(`nats-server ended:\n${complaint}`);
				}

				if (await isListening(port)) {
					return;
				}

				await sleep(10);
			}

			throw new Error(`nats-server does not listen:\n${complaint}`);
		},
		stop,
		signal: signal => child?.kill(signal),
		async [Symbol.asyncDispose]() {
			await stop();
			directory[Symbol.dispose]();
		},
	};
	return server;
}

export type Listener = AsyncDisposable & {
	readonly connection: NatsConnection;
	/** Subject and text of everything that came. */
	readonly heard: ReadonlyArray<readonly [subject: string, text: string]>;
};

/** Hears every message. */
export async function listenTo({port}: Pick<NatsServer, 'port'>, login = {}): Promise<Listener> {
	const connection = await connectClient({servers: `127.0.0.1:${port}`, reconnectTimeWait: 50, ...login});
	const heard: (readonly [string, string])[] = [];
	connection.subscribe('>', {
		callback(_, message) {
			heard.push([message.subject, message.string()]);
		},
	});
	await connection.flush();
	return {connection, heard, [Symbol.asyncDispose]: () => connection.close()};
}

async function isListening(port: number): Promise<boolean> {
	const socket = connect(port, '127.0.0.1');
	try {
		await once(socket, 'connect');
		return true;
	} catch {
		return false;
	} finally {
		socket.destroy();
	}
}
