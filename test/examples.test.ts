import assert from 'node:assert/strict';
import {execFile, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {chmodSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import process from 'node:process';
import {createInterface} from 'node:readline';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {io} from 'socket.io-client';
import {eventually} from './helpers/eventually.js';
import {openReceiver} from './helpers/http-receiver.js';
import {without} from './helpers/programs.js';
import {programCommand} from './helpers/run-program.js';
import {connect, serve} from './helpers/serve.js';
import {temporaryDirectory} from './helpers/temporary-directory.js';
import {openTerminal} from './helpers/terminal.js';

const run = promisify(execFile);
const root = fileURLToPath(new URL('..', import.meta.url));

/** An example that ends by itself; its output. */
async function outputOf(name: string, ...args: readonly string[]): Promise<string> {
	const {stdout} = await run(process.execPath, ['--import=tsx', `examples/${name}.ts`, ...args], {cwd: root});
	return stdout;
}

/** An example that serves until it is told to end, and the address that it prints. */
async function start(name: string) {
	const child = spawn(process.execPath, ['--import=tsx', `examples/${name}.ts`], {
		cwd: root,
		env: {...process.env, PORT: '0'},
		stdio: ['ignore', 'pipe', 'inherit'],
	});
	const [address] = (await once(createInterface(child.stdout), 'line')) as [string];
	return {
		address,
		/** Asks until something was measured. */
		async fetchMeasured(path: string): Promise<string> {
			const url = new URL(path, address);
			let text = '';
			await eventually(`${url} answers`, async () => {
				const response = await fetch(url);
				text = await response.text();
				return response.ok;
			});
			return text;
		},
		async [Symbol.asyncDispose]() {
			const exited = once(child, 'exit');
			child.kill('SIGTERM');
			assert.deepEqual(await exited, [0, null], `${name} ends in order`);
		},
	};
}

test('following prints the memory five times', async () => {
	assert.match(await outputOf('follow'), /^(?:[\d.]+ \w+ of [\d.]+ \w+\n){5}$/);
});

test('following another machine prints how busy it is', async () => {
	await using server = await serve();
	let seconds = 0;
	const timer = setInterval(() => {
		seconds += 0.5;
		server.publish(seconds);
	}, 50);
	const output = await outputOf('remote', `ws://${server.place}`).finally(() => clearInterval(timer));
	assert.equal(output, '25.5%\n'.repeat(5));
});

for (const name of ['express', 'fastify']) {
	test(`the monitor lives inside ${name}, page, stream and all, beside its own routes`, async () => {
		await using example = await start(name);
		const {host} = new URL(example.address);
		assert.match(await example.fetchMeasured('/api/monitoring'), /^\{"type":"monitoring_data"/);
		assert.match(await example.fetchMeasured('/monitoring/metrics'), /^montui_memory_/m);
		assert.match(await example.fetchMeasured('/monitoring/'), /<script src="page\.js"/);
		assert.match(await example.fetchMeasured('/monitoring/page.js'), /WebSocket/);
		assert.equal((await fetch(new URL('/elsewhere', example.address))).status, 404);
		using client = await connect(`ws://${host}/monitoring/`);
		assert.ok((await client.next('monitoring_data')).data.memory.total > 0);
	});
}

test('clients of Socket.IO get every sample', async () => {
	await using example = await start('socket-io');
	const socket = io(example.address, {transports: ['websocket']});
	try {
		const seen = await new Promise<{readonly type: string; readonly data: object}>(resolve => {
			socket.once('monitoring_update', resolve);
		});
		assert.equal(seen.type, 'monitoring_data');
		assert.ok('memory' in seen.data);
	} finally {
		socket.close();
	}
});

test('Prometheus can scrape a server of your own', {skip: without('promtool', 'prometheus')}, async () => {
	await using example = await start('prometheus');
	const text = await example.fetchMeasured('/metrics');
	const {status, stderr} = spawnSync('promtool', ['check', 'metrics'], {input: text, encoding: 'utf8'});
	assert.deepEqual({status, stderr}, {status: 0, stderr: ''});
	assert.equal((await fetch(new URL('/', example.address))).status, 404);
});

test('a collector of your own raises an alert', async () => {
	using directory = temporaryDirectory();
	for (const name of ['a', 'b', 'c']) {
		writeFileSync(directory.file(name), '');
	}

	assert.equal(
		await outputOf('custom-collector', directory.path),
		'▲ WARNING High custom.queue.length: 3 (threshold: 2)\n3 files wait\n',
	);
});

test('a handler of your own delivers, in spite of a pager that fails at first', async () => {
	await using pager = await openReceiver(500, 200);
	assert.equal(await outputOf('custom-handler', pager.origin), 'delivered\n');
	assert.deepEqual(
		pager.requests.map(({body}) => /^\[CRITICAL\] .+: Critical memory usage: [\d.]+% \(threshold: 0\.1%\)$/.test(body)),
		[true, true],
	);
});

test('tmux shows the line in its status bar', {skip: without('tmux')}, async () => {
	using directory = temporaryDirectory();
	writeFileSync(
		directory.file('mon-tui'),
		`#!/bin/sh\nexec ${programCommand.map(word => `'${word}'`).join(' ')} "$@"\n`,
	);
	chmodSync(directory.file('mon-tui'), 0o755);
	const server = ['-L', 'mon-tui', '-f', 'examples/tmux.conf'];
	const env = {PATH: `${directory.path}:${process.env.PATH}`, TMUX_TMPDIR: directory.path, LC_ALL: 'C.UTF-8'};
	await using terminal = openTerminal('tmux', [...server, 'new-session', 'sleep 60'], {cwd: root, env, columns: 120});
	try {
		await terminal.waitFor(/CPU [\d.]+% {2}MEM [\d.]+% {2}LOAD [\d.]+$/m);
	} finally {
		spawnSync('tmux', [...server, 'kill-server'], {env: {...process.env, ...env}, stdio: 'ignore'});
	}
});

test('every example is tried somewhere', () => {
	const directory = new URL('.', import.meta.url);
	const tests = readdirSync(directory, {recursive: true, encoding: 'utf8'})
		.filter(file => file.endsWith('.test.ts'))
		.map(file => readFileSync(new URL(file, directory), 'utf8'))
		.join('\n');
	const examples = readdirSync(new URL('../examples', import.meta.url));
	assert.ok(examples.length > 5);
	assert.deepEqual(
		examples.filter(file => !tests.includes(`examples/${file}`) && !tests.includes(`'${file.replace(/\.ts$/, '')}'`)),
		[],
	);
});
