import assert from 'node:assert/strict';
import {spawn, spawnSync} from 'node:child_process';
import {cpSync, mkdirSync, readFileSync, rmSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {after, suite, test} from 'node:test';
import type {ServerOptions} from '../../source/server/server-options.js';
import {documents, root, textOf} from '../documents/documents.js';
import {codeBlocks} from '../helpers/code-blocks.js';
import {eventually} from '../helpers/eventually.js';
import {findingOf} from '../helpers/findings.js';
import {openReceiver} from '../helpers/http-receiver.js';
import {loginEnvironment} from '../helpers/login-environment.js';
import {without} from '../helpers/programs.js';
import {programCommand} from '../helpers/run-program.js';
import {sampleAt} from '../helpers/samples.js';
import {serve, type TestServer} from '../helpers/serve.js';
import {startSshServer, withoutSshd} from '../helpers/ssh-server.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';
import {openTerminal} from '../helpers/terminal.js';

/** Each line of the shell in the README, without its comment. */
const commands = codeBlocks(textOf('README.md'), 'sh').flatMap(({code}) =>
	code
		.trim()
		.split('\n')
		.map(line => line.replace(/ +#.*$/, '')),
);

const directory = temporaryDirectory();
after(() => directory[Symbol.dispose]());
const home = directory.file('home');
const folder = directory.file('work');
const programs = directory.file('bin');
for (const made of [home, folder, programs]) {
	mkdirSync(made);
}

const token = 'correct-horse-battery';
const tokenFile = path.join(folder, 'token');
writeFileSync(tokenFile, `${token}\n`, {mode: 0o600});
writeFileSync(
	path.join(programs, 'mon-tui'),
	`#!/bin/sh\nexec ${programCommand.map(word => `'${word}'`).join(' ')} "$@"\n`,
	{
		mode: 0o755,
	},
);

const login = loginEnvironment(home);
/** The command mon-tui is in the path, and a server takes a free port. */
const env = {...login, PATH: `${programs}:${login.PATH}`, MON_TUI_SERVER_PORT: '0'};

/** Runs a command in a terminal, waits for what the screen shows, and leaves with `q`. */
async function onScreen(command: string, shown: RegExp): Promise<void> {
	await using terminal = openTerminal('/bin/sh', ['-c', command], {columns: 120, rows: 40, cwd: folder, env});
	await terminal.waitFor(shown);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
}

type Piped = {readonly output: string; readonly exitCode: number | null};

/** Runs a command with its output in a pipe; as soon as the output matches `until`, the command gets SIGTERM. */
async function onPipe(command: string, until?: RegExp): Promise<Piped> {
	const child = spawn('/bin/sh', ['-c', `exec ${command}`], {cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe']});
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => {
			output += text;
			if (until?.test(output)) {
				child.kill('SIGTERM');
			}
		});
	}

	return new Promise((resolve, reject) => {
		child.once('error', reject);
		child.once('close', exitCode => resolve({output, exitCode}));
	});
}

async function prints(command: string, expected: RegExp): Promise<void> {
	const {output, exitCode} = await onPipe(command);
	assert.match(output, expected);
	assert.equal(exitCode, 0, output);
}

/** Runs a command that does not end by itself until its output matches. */
async function keepsPrinting(command: string, expected: RegExp): Promise<Piped> {
	const piped = await onPipe(command, expected);
	assert.match(piped.output, expected);
	assert.equal(piped.exitCode, 0, piped.output);
	return piped;
}

/** The state of this machine determines the findings, and the exit code follows from them. */
async function diagnoses(command: string): Promise<void> {
	const {output, exitCode} = await onPipe(command);
	assert.match(output, /^RESOURCE +USED +WAITING +ERRORS$/m);
	assert.equal(exitCode, output.includes('CRITICAL') ? 2 : output.includes('WARNING') ? 1 : 0, output);
}

/** Returns a server with two samples that stands for a host. */
async function host(options: ServerOptions = {token}): Promise<TestServer> {
	const server = await serve(options);
	server.publish(0);
	server.publish(0.5);
	return server;
}

async function asksServer(command: string, expected: RegExp): Promise<void> {
	await using server = await host({});
	await prints(command.replace('127.0.0.1:8765', server.place), expected);
}

/** What proves each command. */
const proofs: Readonly<Record<string, (command: string) => Promise<unknown>>> = {
	'mon-tui': command => onScreen(command, /CPU[\s\S]*Memory/),
	'mon-tui --diagnose': diagnoses,
	'mon-tui --connect web-01 --token-file token --diagnose': async command => {
		await using server = await serve({token});
		server.publish(0, {...sampleAt(0), findings: [findingOf()]});
		const {output, exitCode} = await onPipe(command.replace('web-01', server.place));
		assert.match(output, /CRITICAL +\/data is 96\.2% full: postgres/);
		assert.equal(exitCode, 2);
	},
	'mon-tui --compact': command => onScreen(command, /CPU[\s\S]*MEM/),
	'mon-tui --once': command => prints(command, /Memory/),
	'mon-tui --json': command => keepsPrinting(command, /"type":"monitoring_data"/),
	"mon-tui --format '{processor.usage_percent}% {memory.percentage}%'": command =>
		keepsPrinting(command, /^[\d.]+% [\d.]+%$/m),
	"mon-tui --alert 'disk.saturated for 2m' --alert 'disks[/data].percentage>85,95'": command =>
		onScreen(command, /CPU/),
	'mon-tui --check': async command => {
		const {output, exitCode} = await onPipe(command);
		const [, level = ''] = /^MON-TUI (OK|WARNING|CRITICAL|UNKNOWN)/.exec(output) ?? [];
		assert.equal(exitCode, ['OK', 'WARNING', 'CRITICAL', 'UNKNOWN'].indexOf(level), output);
	},
	'mon-tui --test-alert ops': async command => {
		await using receiver = await openReceiver(200);
		const [block] = codeBlocks(textOf('README.md'), 'jsonc');
		const config = (block?.code ?? '').replace(/https:\/\/hooks\.slack\.com\/[^"]+/, `${receiver.origin}/hook`);
		mkdirSync(path.join(home, '.config/mon-tui'), {recursive: true});
		const file = path.join(home, '.config/mon-tui/config.json');
		writeFileSync(file, config);
		await prints(command, /the test alert was delivered by handler "ops"/);
		rmSync(file);
		assert.match(receiver.requests[0]?.body ?? '', /attachments/);
	},
	'mon-tui doctor': command => prints(command, /metrics are measured/),
	'mon-tui --serve': command => onScreen(command, /CPU[\s\S]*Memory/),
	'mon-tui --serve --headless': command => keepsPrinting(command, /http:\/\/127\.0\.0\.1:\d+/),
	'mon-tui --serve --host 0.0.0.0': async command => {
		await using terminal = openTerminal('/bin/sh', ['-c', command], {columns: 120, rows: 40, cwd: folder, env});
		await terminal.waitFor(/CPU[\s\S]*Memory/);
		await eventually('the address with the token', () => /http:\/\/\S+\/#token=[\w-]{22}/.test(terminal.raw()));
		await terminal.press('escape');
		await terminal.press('q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	},
	'mon-tui --listen unix:mon-tui.sock': command => onScreen(command, /⇄ unix[\s\S]*Memory/),
	'curl http://127.0.0.1:8765/api/v1/snapshot': command => asksServer(command, /"type":"monitoring_data"/),
	'curl http://127.0.0.1:8765/metrics': command => asksServer(command, /^montui_memory_used_bytes /m),
	'mon-tui --serve --headless --host 0.0.0.0 --token-file token': async command => {
		const {output} = await keepsPrinting(command, /http:\/\/\S+:\d+/);
		assert.ok(!output.includes(token));
	},
	'mon-tui --connect web-01 --token-file token': async command => {
		await using server = await host();
		await onScreen(command.replace('web-01', server.place), /live[\s\S]*Memory/);
	},
	'mon-tui --connect web-01 --connect web-02 --connect web-03 --token-file token': async command => {
		await using one = await host();
		await using two = await host();
		await using three = await host();
		const replaced = command.replace('web-01', one.place).replace('web-02', two.place).replace('web-03', three.place);
		await onScreen(replaced, /3 hosts/);
	},
	'mon-tui --connect ssh://admin@web-01': async command => {
		await using server = await startSshServer({has: 'shell'});
		const replaced = command.replace('ssh://admin@web-01', server.url);
		await onScreen(
			`PATH='${server.env.PATH}' '${programCommand.join("' '")}' ${replaced.slice('mon-tui '.length)}`,
			/live[\s\S]*Memory/,
		);
	},
	'mon-tui --export recordings --export-every-sample': command => onScreen(command, /CPU.*\d\.\d%/s),
	'mon-tui --replay recordings': command => onScreen(command, /REPLAY|replay|recording/i),
	'mon-tui --replay recordings --diagnose': diagnoses,
	'mon-tui --report recordings': command => prints(command, /memory\.percentage/),
	'node --import=tsx source/cli.ts --once': async command => {
		const {stdout, status} = spawnSync('/bin/sh', ['-c', command], {cwd: root, env, encoding: 'utf8'});
		assert.match(stdout, /Memory/);
		assert.equal(status, 0);
	},
};

/** Proved from a copy of the checkout, below. */
const setUp = {
	start: 'npm ci && npm start',
	test: 'npm ci && npm test',
	install: 'npm pack && npm install --global ./mon-tui-*.tgz',
};

test('every command of the README is tried', () => {
	assert.deepEqual([...new Set(commands)].sort(), [...Object.keys(proofs), ...Object.values(setUp)].sort());
});

for (const [command, prove] of Object.entries(proofs)) {
	test(`README: ${command}`, {
		skip: command.startsWith('curl') ? without('curl') : command.includes('ssh://') && withoutSshd,
	}, async () => {
		await prove(command);
	});
}

const noRegistry =
	!process.env.CI && spawnSync('npm', ['ping'], {timeout: 20_000}).status !== 0 && 'no registry of npm can be reached';

suite('the README, in a copy of the checkout', {skip: noRegistry}, () => {
	const copy = directory.file('checkout');
	const prefix = directory.file('prefix');
	/** The registry and the proxy are those of this machine; the configuration of mon-tui is not. */
	const npmEnv = {
		...Object.fromEntries(
			Object.entries(process.env).flatMap(([name, value = '']) =>
				/^(?:HOME|NODE_EXTRA_CA_CERTS|(?:https?|no)_proxy|npm_config_(?!prefix).*)$/i.test(name) ? [[name, value]] : [],
			),
		),
		XDG_CONFIG_HOME: directory.file('no-config'),
		XDG_STATE_HOME: directory.file('no-state'),
		npm_config_prefix: prefix,
	};

	test('is copied', () => {
		const {stdout} = spawnSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
			cwd: root,
			encoding: 'utf8',
		});
		const files = stdout.trim().split('\n');
		assert.ok(files.length > 500 && documents.length > 10);
		// The other tests run in the suite of which this one is a part.
		for (const file of files.filter(name => !/\.test\.tsx?$/.test(name) || name === 'test/readme.test.ts')) {
			cpSync(path.join(root, file), path.join(copy, file), {force: true});
		}
	});

	test(setUp.start, async () => {
		await using terminal = openTerminal('/bin/sh', ['-c', setUp.start], {cwd: copy, env: npmEnv});
		await terminal.waitFor(/CPU.*\d\.\d%/s, 240_000);
		await terminal.press('q');
		assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	});

	test(setUp.test, () => {
		const {status, stdout, stderr} = spawnSync('/bin/sh', ['-c', setUp.test], {
			cwd: copy,
			env: {...login, ...npmEnv},
			encoding: 'utf8',
			timeout: 280_000,
		});
		assert.equal(status, 0, stdout + stderr);
		assert.match(stdout, /pass [1-9]/);
	});

	test(setUp.install, () => {
		const {status, stdout, stderr} = spawnSync('/bin/sh', ['-c', setUp.install], {
			cwd: copy,
			env: {...login, ...npmEnv},
			encoding: 'utf8',
			timeout: 280_000,
		});
		assert.equal(status, 0, stdout + stderr);
		const {version} = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {readonly version: string};
		const installed = spawnSync(path.join(prefix, 'bin/mon-tui'), ['--version'], {encoding: 'utf8'});
		assert.equal(installed.stdout, `${version}\n`);
	});
});
