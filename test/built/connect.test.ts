import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {test} from 'node:test';
import {alertOf} from '../helpers/alert-events.js';
import {eventually} from '../helpers/eventually.js';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {cpu, disk, ok, sampleAt, system} from '../helpers/samples.js';
import {serve, type TestServer} from '../helpers/serve.js';
import {startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const token = 'a-secret-of-32-characters-or-so!';

test('--connect shows another machine on the same screen, and reports its loss and recovery', async () => {
	let server = await serve();
	server.publish(0);
	const port = server.place.split(':')[1] ?? '';
	await using terminal = openProgram(['--connect', `ws://${server.place}`]);
	await terminal.waitFor(/web-01.*live/);
	await terminal.waitFor(/25\.5%/);
	await server[Symbol.asyncDispose]();
	await terminal.waitFor(/web-01 +(connection refused|the server stopped).*✖ lost/);
	server = await serve({port: Number(port)});
	await using second = server;
	second.publish(60);
	await terminal.waitFor(/web-01.*live/);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('processes of another machine cannot be signalled', async () => {
	await using server = await serve();
	server.publish(0);
	await using terminal = openProgram(['--connect', server.place]);
	await terminal.waitFor(/web-01.*live/);
	await terminal.press('x');
	await terminal.waitFor(/Signals are disabled/);
});

test('a wrong token gives one clear line and an exit status, with and without a screen', async () => {
	await using server = await serve({token});
	server.publish(0);
	for (const args of [['--once'], ['--json'], []]) {
		const {stdout, stderr, exitCode} = await runProgram(['--connect', server.place, ...args], {
			env: {MON_TUI_TOKEN: 'not-the-token'},
		});
		assert.equal(stdout, '');
		assert.equal(stderr, `mon-tui: ${server.place}: the token is wrong (HTTP 401)\n`);
		assert.equal(exitCode, 1);
	}

	await using terminal = openProgram(['--connect', server.place]);
	await terminal.waitForExit();
	assert.match(terminal.screen(), /a token is required \(HTTP 401\)/);
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('the token comes from a file, the environment or the address', async () => {
	using directory = temporaryDirectory();
	const file = path.join(directory.path, 'token');
	writeFileSync(file, `${token}\n`, {mode: 0o600});
	await using server = await serve({token});
	server.publish(0);
	server.publish(0.5);
	for (const [args, env, warning = /^$/] of [
		[['--connect', server.place, '--token-file', file], {}],
		[['--connect', server.place], {MON_TUI_TOKEN: token}],
		[['--connect', server.place], {MON_TUI_TOKEN_FILE: file}],
		[
			['--connect', `http://${server.place}/#token=${encodeURIComponent(token)}`],
			{MON_TUI_TOKEN: 'another'},
			/^mon-tui: the process list shows the secret in --connect: .*\n$/,
		],
	] as const) {
		const {stdout, stderr, exitCode} = await runProgram([...args, '--json', '--once'], {env});
		assert.match(stderr, warning);
		assert.equal(exitCode, 0);
		assert.match(stdout, /"hostname":"web-01"/);
	}
});

test('without a server, a single request ends with a line, and a continuous one retries', async () => {
	const once = await runProgram(['--connect', '127.0.0.1:9', '--once']);
	assert.deepEqual([once.stdout, once.stderr, once.exitCode], ['', 'mon-tui: 127.0.0.1:9: connection refused\n', 1]);
	const check = await runProgram(['--connect', '127.0.0.1:9', '--check']);
	assert.equal(check.exitCode, 3, 'unknown');

	await using terminal = openProgram(['--connect', '127.0.0.1:9']);
	await terminal.waitFor(/127\.0\.0\.1:9.*connection refused.*lost/);
});

test('--check evaluates another machine by the local rules', async () => {
	await using server = await serve();
	server.publish(0);
	server.publish(0.5, sampleAt(0.5));
	const {stdout, exitCode} = await runProgram(['--connect', server.place, '--check']);
	assert.match(stdout, /^MON-TUI CRITICAL: .*disk/i);
	assert.equal(exitCode, 2);
});

for (const [name, args] of [
	['--json', ['--json']],
	['--format', ['--format', '{processor.usage_percent}']],
	['a plain line', []],
] as const) {
	test(`with ${name} on a pipe, a loss is one line on standard error, and no sample is repeated`, async () => {
		const first = await serve();
		const port = Number(first.place.split(':')[1]);
		const publish = (server: TestServer, second: number): void =>
			server.publish(second, sampleAt(second, {processor: ok(cpu(10 + second))}));
		publish(first, 0);
		using client = startService(['--connect', first.place, ...args]);
		const lines = () => client.stdout().split('\n').slice(0, -1);
		await eventually('the server has the client', () => first.server.state.getState().clients === 1);
		let second = 0;
		await eventually('two lines', () => {
			second += 1;
			publish(first, second);
			return lines().length >= 2;
		});
		await first[Symbol.asyncDispose]();
		await eventually('the loss', () => client.stderr() !== '');
		const before = lines().length;
		await using again = await serve({port});
		publish(again, second + 60);
		await eventually('another line', () => lines().length > before);
		assert.match(client.stderr(), new RegExp(`^mon-tui: ${first.place}: (the server stopped|connection \\w+)\\n$`));
		assert.deepEqual(lines(), [...new Set(lines())]);
		assert.equal(await client.end(), 0);
	});
}

test('text from another machine never reaches the terminal as a control sequence', async () => {
	await using server = await serve();
	const hostile = '\u001b]0;title\u0007\u009b31m\u202e';
	const names = {hostname: hostile, osName: hostile, osVersion: hostile, osRelease: hostile, machine: hostile};
	let second = 0;
	const tick = setInterval(() => {
		second += 0.5;
		server.publish(second, {
			...sampleAt(second, {
				system: ok({...system, ...names}),
				disks: ok([disk(`/${hostile}`, 10)]),
				memory: {state: 'error', reason: hostile},
			}),
			alerts: [alertOf({message: hostile})],
		});
	}, 100);
	using _ticking = {[Symbol.dispose]: () => clearInterval(tick)};
	for (const args of [
		['--once'],
		['--once', '--json'],
		['--once', '--format', '{system.hostname} {disks.path} {errors.memory.reason}'],
		['--check'],
		['--connect', server.place.replace('127.0.0.1', 'localhost'), '--once'],
		['--connect', server.place.replace('127.0.0.1', 'localhost'), '--once', '--json'],
	]) {
		const {stdout, stderr} = await runProgram(['--connect', server.place, ...args]);
		assert.ok(stdout.length > 0, stderr);
		assert.doesNotMatch(stdout + stderr, /[\0-\u0009\u000b-\u001f\u007f-\u009f\u202e]/u, args.join(' '));
	}
});

test('a machine that cannot be reached is named in the middle of the screen, with the next attempt', async () => {
	await using server = await serve();
	const {place} = server;
	await server[Symbol.asyncDispose]();
	await using terminal = openProgram(['--connect', place]);
	await terminal.waitFor(/Cannot reach .*: connection refused/);
	await terminal.waitFor(/Next attempt in \d+ s|Trying again/);
	assert.doesNotMatch(terminal.screen(), /measuring/);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
});
