import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {connect} from 'node:net';
import process from 'node:process';
import {eventually} from './eventually.js';
import {freePort} from './free-port.js';
import {temporaryDirectory} from './temporary-directory.js';

/** Debian puts them where only root looks. */
const env = {...process.env, PATH: `${process.env.PATH}:/usr/sbin`};

function missing(name: string): string | false {
	const isInstalled = spawnSync(name, ['-v'], {env, stdio: 'ignore'}).error === undefined;
	return isInstalled || process.env.CI ? false : `${name} is not installed (Debian: ${name})`;
}

/** Why a test that needs one cannot run here, or `false`. In the continuous integration it must. */
export const noNginx = missing('nginx');
export const noHaproxy = missing('haproxy');

export type ReverseProxy = AsyncDisposable & {
	/** `127.0.0.1:PORT` */
	readonly place: string;
	/** What it wrote so far. */
	log(): string;
};

/** nginx in front of a server; `locations` are those of its configuration, in which `UPSTREAM` is the server. */
export function startNginx(upstream: string, locations: string): Promise<ReverseProxy> {
	return start('nginx', upstream, (port, directory) => ({
		args: ['-p', directory, '-c', 'proxy.conf', '-e', 'stderr'],
		text: `
			daemon off; pid ${directory}/pid; worker_processes 1; events {}
			http {
				access_log off;
				client_body_temp_path ${directory}/a; proxy_temp_path ${directory}/b; fastcgi_temp_path ${directory}/c;
				uwsgi_temp_path ${directory}/d; scgi_temp_path ${directory}/e;
				gzip on; gzip_types application/json; gzip_min_length 1;
				proxy_http_version 1.1;
				map $http_upgrade $connection_upgrade { default upgrade; '' close; }
				server { listen 127.0.0.1:${port}; ${locations} }
			}`,
	}));
}

/** HAProxy in front of a server that it checks every 100 ms; `rules` are those of the backend. */
export function startHaproxy(upstream: string, rules: string): Promise<ReverseProxy> {
	return start('haproxy', upstream, (port, directory) => ({
		args: ['-db', '-f', `${directory}/proxy.conf`],
		text: [
			'defaults\n mode http\n timeout connect 2s\n timeout client 20s\n timeout server 20s\n timeout tunnel 60s',
			`backend b\n${rules}\n server mon UPSTREAM check inter 100ms`,
			`frontend f\n bind 127.0.0.1:${port}\n default_backend b\n`,
		].join('\n'),
	}));
}

async function start(
	name: string,
	upstream: string,
	configure: (port: number, directory: string) => {readonly args: readonly string[]; readonly text: string},
): Promise<ReverseProxy> {
	const directory = temporaryDirectory();
	const port = await freePort();
	const {args, text} = configure(port, directory.path);
	writeFileSync(directory.file('proxy.conf'), text.replaceAll('UPSTREAM', upstream));
	const child = spawn(name, [...args], {env, stdio: ['ignore', 'ignore', 'pipe']});
	const closed = once(child, 'close');
	let log = '';
	child.stderr.on('data', chunk => {
		log += chunk;
	});
	await eventually(`${name} listens: ${log}`, async () => {
		const socket = connect(port, '127.0.0.1');
		return new Promise(resolve => {
			socket.once('connect', () => resolve(true));
			socket.once('error', () => resolve(false));
		}).finally(() => socket.destroy()) as Promise<boolean>;
	});
	return {
		place: `127.0.0.1:${port}`,
		log: () => log,
		async [Symbol.asyncDispose]() {
			child.kill('SIGTERM');
			await closed;
			directory[Symbol.dispose]();
		},
	};
}
