import assert from 'node:assert/strict';
import {type ChildProcess, execFileSync, spawn} from 'node:child_process';
import {once} from 'node:events';
import {chownSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import process from 'node:process';
import type {Certificate} from './certificate.js';
import {eventually} from './eventually.js';
import {freePort} from './free-port.js';
import {without} from './programs.js';
import {temporaryDirectory} from './temporary-directory.js';

/** Why Exim cannot run here, or `false`. */
export function withoutMailServer(): string | false {
	const isRoot = process.getuid?.() === 0;
	return isRoot || process.env.CI
		? without('exim4', 'exim4-daemon-light')
		: 'only root may start exim4 with a configuration of its own';
}

export type MailServer = AsyncDisposable & {
	readonly port: number;
	/** Encrypted from the first byte. */
	readonly tlsPort: number;
	start(): Promise<void>;
	stop(): Promise<void>;
	/** The messages in somebody's mailbox as they were delivered, by the names of their files, in no order. */
	mailbox(user: string): ReadonlyMap<string, string>;
	/** Refuses, for now, what is for `busy`. */
	setBusy(isBusy: boolean): void;
};

/** The only account. */
export const mailAccount = {username: 'monitor', password: 's3cret-passw0rd'};

/**
Exim, for `ops`, `dba`, `busy` and `victim` of example.org, and for nobody else. It offers authentication on encrypted
connections alone.
*/
export async function mailServer({key, cert}: Certificate): Promise<MailServer> {
	const directory = temporaryDirectory();
	const at = directory.file;
	const [port, tlsPort] = [await freePort(), await freePort()];
	for (const [name, content] of [
		['key.pem', key],
		['cert.pem', cert],
		['exim.conf', configuration(directory.path, port, tlsPort)],
	] as const) {
		writeFileSync(at(name), content);
	}

	mkdirSync(at('mail'));
	// Exim reads its configuration as root, and then becomes this user.
	const [uid, gid] = ['-u', '-g'].map(which => Number(execFileSync('id', [which, 'Debian-exim'], {encoding: 'utf8'})));
	for (const name of ['.', 'mail', 'key.pem', 'cert.pem']) {
		chownSync(at(name), uid ?? 0, gid ?? 0);
	}

	let child: ChildProcess | undefined;
	const stop = async (): Promise<void> => {
		if (child && child.exitCode === null && child.signalCode === null) {
			child.kill('SIGTERM');
			await once(child, 'exit');
		}
	};

	return {
		port,
		tlsPort,
		async start() {
			child = spawn('exim4', ['-C', at('exim.conf'), '-bdf'], {stdio: 'ignore'});
			await once(child, 'spawn');
			await accepts(port, child);
		},
		stop,
		mailbox(user) {
			const box = path.join(at('mail'), user, 'new');
			const names = existsSync(box) ? readdirSync(box) : [];
			return new Map(names.map(name => [name, readFileSync(path.join(box, name), 'utf8')]));
		},
		setBusy: isBusy => writeFileSync(at('busy'), isBusy ? 'yes' : 'no'),
		async [Symbol.asyncDispose]() {
			await stop();
			directory[Symbol.dispose]();
		},
	};
}

async function accepts(port: number, server: ChildProcess): Promise<void> {
	let isOpen = false;
	const knock = (): void => {
		const socket = net.connect(port, '127.0.0.1', () => {
			isOpen = true;
			socket.destroy();
		});
		socket.on('error', () => setTimeout(knock, 20));
	};
	knock();
	await eventually('exim4 listens', () => {
		assert.equal(server.exitCode, null, 'exim4 has ended');
		return isOpen;
	});
}

function configuration(directory: string, port: number, tlsPort: number): string {
	return `
primary_hostname = mail.example.org
local_interfaces = 127.0.0.1
daemon_smtp_ports = ${port} : ${tlsPort}
tls_on_connect_ports = ${tlsPort}
spool_directory = ${directory}/spool
log_file_path = ${directory}/%slog
pid_file_path = ${directory}/exim.pid
domainlist local_domains = example.org
deliver_drop_privilege
keep_environment =
host_lookup =
rfc1413_query_timeout = 0s
smtp_accept_max = 0
message_size_limit = 100K
tls_advertise_hosts = *
tls_certificate = ${directory}/cert.pem
tls_privatekey = ${directory}/key.pem
auth_advertise_hosts = \${if eq{$tls_in_cipher}{}{}{*}}
acl_smtp_rcpt = recipient
acl_smtp_data = accept

begin acl
recipient:
  defer local_parts = busy
        condition = \${if exists{${directory}/busy}{\${if match{\${readfile{${directory}/busy}}}{yes}}}{no}}
        message = try again later
  deny  message = mail from this sender needs authentication
        senders = account@example.org
        !authenticated = *
  accept domains = +local_domains
         local_parts = ops : dba : busy : victim
  deny message = no such user

begin routers
local:
  driver = accept
  domains = +local_domains
  local_parts = ops : dba : busy : victim
  transport = mailbox

begin transports
mailbox:
  driver = appendfile
  maildir_format
  directory = ${directory}/mail/$local_part_data
  create_directory
  delivery_date_add
  envelope_to_add
  return_path_add

begin authenticators
plain:
  driver = plaintext
  public_name = PLAIN
  server_prompts = :
  server_condition = \${if and{{eq{$auth2}{${mailAccount.username}}}{eq{$auth3}{${mailAccount.password}}}}}
  server_set_id = $auth2
`;
}
