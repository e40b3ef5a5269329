import {spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {eventually} from './eventually.js';
import {freePort} from './free-port.js';
import {kill} from './kill.js';
import {executable, programPath} from './run-program.js';
import {memberOf} from './session.js';
import {temporaryDirectory} from './temporary-directory.js';

/** What there is on the other side. */
export type Remote = 'mon-tui' | 'node' | 'shell' | 'busybox';

export type SshServerOptions = {
	readonly has?: Remote;
	/** A shell script that stands there as `mon-tui`. */
	readonly monTui?: string;
	/** A program in JavaScript that answers in place of every command. */
	readonly answers?: string;
	/** The passphrase of the key of the client. */
	readonly passphrase?: string;
	/** Whether the client knows the key of the host. */
	readonly isKnown?: boolean;
	/** Arguments of `ssh` that take precedence over those of the program. */
	readonly sshArguments?: string;
};

export type SshServer = AsyncDisposable & {
	readonly port: number;
	/** The name for `--connect`. */
	readonly url: string;
	/** Variables for a program that connects: its `ssh` has the key and the known hosts of this server only. */
	readonly env: Readonly<Record<string, string>>;
	/** The key of the client. */
	readonly identity: string;
	/** Lines of the configuration of the client. */
	configure(lines: string): void;
	/** Kills the connections, not the server. */
	drop(): void;
	/** The processes that run for connections, by their command lines. */
	remoteProcesses(): readonly string[];
	remotePids(): readonly number[];
};

const sshd = '/usr/sbin/sshd';

/** Why tests with a real `sshd` cannot run here, or `false`. */
export const withoutSshd: string | false =
	process.env.CI || existsSync(sshd) ? false : 'sshd is not installed (Debian: openssh-server)';

const user = spawnSync('id', ['-un'], {encoding: 'utf8'}).stdout.trim();

/** Programs that every small system has. */
const tools = 'sh grep cat stat df date uname sed cut printf id env echo sleep true dd ps'.split(' ');

/** Starts a real `sshd` on loopback, as this user, with a host key and a configuration of its own. */
export async function startSshServer({
	has = 'mon-tui',
	monTui,
	answers,
	passphrase = '',
	isKnown = true,
	sshArguments = '',
}: SshServerOptions = {}): Promise<SshServer> {
	const home = temporaryDirectory();
	chmodSync(home.path, 0o700);
	const key = (name: string, phrase = ''): void => {
		spawnSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', phrase, '-C', name, '-f', home.file(name)]);
	};
	key('host');
	key('client', passphrase);
	const hostKey = readFileSync(home.file('host.pub'), 'utf8').split(' ').slice(0, 2).join(' ');
	const port = await freePort();
	writeFileSync(home.file('authorized_keys'), readFileSync(home.file('client.pub')));
	writeFileSync(home.file('known_hosts'), isKnown ? `[127.0.0.1]:${port} ${hostKey}\n` : '', {mode: 0o600});
	const marker = `MON_TUI_TEST=${path.basename(home.path)}`;
	writeFileSync(
		home.file('sshd_config'),
		`ListenAddress 127.0.0.1:${port}
HostKey ${home.file('host')}
AuthorizedKeysFile ${home.file('authorized_keys')}
PidFile none
StrictModes no
UsePAM no
PasswordAuthentication no
KbdInteractiveAuthentication no
PermitRootLogin prohibit-password
SetEnv PATH=${remotePath(home.file('bin'), has)} ${marker}
${answers === undefined ? '' : `ForceCommand ${process.execPath} ${home.file('answers.cjs')}\n`}`,
	);
	if (monTui !== undefined) {
		writeFileSync(home.file('bin/mon-tui'), monTui, {mode: 0o755});
	}

	writeFileSync(home.file('answers.cjs'), answers ?? '');
	writeFileSync(home.file('extra'), '');
	writeFileSync(
		home.file('ssh_config'),
		`Include ${home.file('extra')}
Host *
IdentityFile ${home.file('client')}
IdentitiesOnly yes
IdentityAgent none
UserKnownHostsFile ${home.file('known_hosts')}
GlobalKnownHostsFile /dev/null
User ${user}
`,
	);
	mkdirSync(home.file('client-bin'));
	const ssh = spawnSync('sh', ['-c', 'command -v ssh'], {encoding: 'utf8'}).stdout.trim();
	writeFileSync(
		home.file('client-bin/ssh'),
		`#!/bin/sh\nexec ${ssh} -F ${home.file('ssh_config')} ${sshArguments} "$@"\n`,
		{
			mode: 0o755,
		},
	);
	if (process.getuid?.() === 0) {
		// Only root needs it; the package makes it at boot.
		mkdirSync('/run/sshd', {recursive: true});
	}

	const child = spawn(sshd, ['-D', '-e', '-f', home.file('sshd_config')], {stdio: ['ignore', 'ignore', 'pipe']});
	let log = '';
	child.stderr.setEncoding('utf8').on('data', (text: string) => {
		log += text;
	});
	await eventually(
		() => `sshd listens: ${log}`,
		() => log.includes('Server listening'),
	);
	const ofConnections = (): readonly number[] => pids().filter(pid => isAbove(child.pid ?? 0, pid));

	const remotePids = (): readonly number[] => pids().filter(pid => environmentOf(pid).includes(marker));

	return {
		port,
		url: `ssh://127.0.0.1:${port}`,
		env: {PATH: `${home.file('client-bin')}:${process.env.PATH}`},
		identity: home.file('client'),
		configure: lines => writeFileSync(home.file('extra'), `${lines}\n`),
		drop() {
			for (const pid of ofConnections()) {
				kill(pid);
			}
		},
		remoteProcesses: () => remotePids().map(commandOf),
		remotePids,
		async [Symbol.asyncDispose]() {
			// A program that answers may have outlived its connection.
			for (const pid of [...ofConnections(), ...remotePids()]) {
				kill(pid);
			}

			child.kill('SIGKILL');
			await once(child, 'close');
			home[Symbol.dispose]();
		},
	};
}

/** Makes the folder with the only programs of the other side. */
function remotePath(directory: string, has: Remote): string {
	mkdirSync(directory);
	if (has === 'busybox') {
		const busybox = spawnSync('sh', ['-c', 'command -v busybox'], {encoding: 'utf8'}).stdout.trim();
		for (const tool of tools) {
			symlinkSync(busybox, path.join(directory, tool));
		}

		return directory;
	}

	for (const tool of tools) {
		const place = ['/usr/bin', '/bin'].map(folder => path.join(folder, tool)).find(existsSync);
		if (place !== undefined) {
			symlinkSync(place, path.join(directory, tool));
		}
	}

	if (has !== 'shell') {
		symlinkSync(process.execPath, path.join(directory, 'node'));
	}

	if (has === 'mon-tui') {
		symlinkSync(executable || programPath, path.join(directory, 'mon-tui'));
	}

	return directory;
}

function pids(): readonly number[] {
	return readdirSync('/proc')
		.map(Number)
		.filter(pid => pid > 0);
}

function isAbove(ancestor: number, pid: number): boolean {
	for (let one = pid; one > 1; ) {
		one = memberOf(one)?.parentPid ?? 0;
		if (one === ancestor) {
			return true;
		}
	}

	return false;
}

function environmentOf(pid: number): readonly string[] {
	return read(pid, 'environ').split('\0');
}

function commandOf(pid: number): string {
	return read(pid, 'cmdline').replaceAll('\0', ' ').slice(0, 200);
}

function read(pid: number, name: string): string {
	try {
		return readFileSync(`/proc/${pid}/${name}`, 'utf8');
	} catch {
		return '';
	}
}
