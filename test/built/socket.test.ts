import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {chmodSync, existsSync, lstatSync, writeFileSync} from 'node:fs';
import {request} from 'node:http';
import {test} from 'node:test';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {without} from '../helpers/programs.js';
import {openProgram, programCommand, runProgram} from '../helpers/run-program.js';
import {type Service, startCommand, startService} from '../helpers/service.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

/** Returns an answer as JSON; `undefined` while there is none. */
function ask(socketPath: string, path: string): Promise<Record<string, unknown> | undefined> {
	return new Promise(resolve => {
		request({socketPath, path, agent: false}, response => {
			let text = '';
			response.setEncoding('utf8').on('data', piece => {
				text += piece;
			});
			response.on('end', () => resolve(response.statusCode === 200 ? JSON.parse(text) : undefined));
		})
			.on('error', () => resolve(undefined))
			.end();
	});
}

async function isMeasuring(file: string): Promise<boolean> {
	return (await ask(file, '/api/v1/snapshot')) !== undefined;
}

test('--listen serves on a Unix socket, which --connect watches in every way', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	const address = `unix:${file}`;
	using service = startService(['--listen', address, '--headless', '--interval', '0.2']);
	await eventually('a measurement', () => isMeasuring(file));
	assert.equal((await ask(file, '/api/v1/status'))?.address, address);
	assert.match(service.stderr(), new RegExp(`"message":"listens on ${address}"`));

	for (const args of [['--once'], ['--once', '--json'], ['--check'], ['--diagnose', '--for', '1s']]) {
		const {stdout, stderr, exitCode} = await runProgram(['--connect', address, ...args]);
		assert.ok(exitCode !== null && exitCode <= 2, `${args}: ${exitCode} ${stderr}`);
		assert.notEqual(stdout, '', String(args));
	}

	const fleet = await runProgram(['--connect', address, '--connect', 'unix:/nowhere.sock', '--once', '--json']);
	assert.ok(fleet.stdout.includes('"monitoring_data"'));
	assert.match(fleet.stderr, /unix:\/nowhere\.sock: the socket does not exist/);
	await using terminal = openProgram(['--connect', address], {columns: 120, rows: 40});
	await terminal.waitFor(/live/);
	await terminal.press('q');
	await terminal.waitForExit();
	assert.equal(await service.end(), 0);
	assert.deepEqual(directory.names(), []);
});

test('curl reads the page and the API of a Unix socket', {skip: without('curl')}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	using service = startService(['--listen', `unix:${file}`, '--headless']);
	await eventually('a measurement', () => isMeasuring(file));
	const curl = (url: string): string =>
		spawnSync('curl', ['-s', '--unix-socket', file, url], {encoding: 'utf8'}).stdout;
	assert.match(curl('http://localhost/'), /<title>/);
	assert.equal(curl('http://localhost/healthz'), 'ok\n');
	assert.match(curl('http://localhost/metrics'), /^montui_memory_used_bytes /m);
	assert.match(curl('http://elsewhere.example/metrics'), /not a name of this server/);
	await service.end();
});

test('a socket that is left behind after a kill is used again, and a second service is refused', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	const args = ['--listen', `unix:${file}`, '--headless'];
	using killed = startService(args);
	await eventually('a measurement', () => isMeasuring(file));
	await killed.end('SIGKILL');
	assert.ok(existsSync(file));
	using service = startService(args);
	await eventually('a measurement', () => isMeasuring(file));
	const {stderr, exitCode} = await runProgram(args);
	assert.equal(exitCode, 1);
	assert.match(stderr, /^mon-tui: cannot listen on unix:\S+: another process listens on it$/m);
	assert.equal(await service.end(), 0);
	assert.equal(existsSync(file), false);
});

test('a flag for a port overrides the Unix socket of the configuration, and both flags are a mistake', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	writeFileSync(config, JSON.stringify({server: {enabled: true, listen: 'unix:m.sock'}}));
	const listensOn = async (...args: string[]): Promise<string | undefined> => {
		using service = startService(['--headless', '--config', config, ...args]);
		await eventually('the address', () => service.stderr().includes('listens on'));
		await service.end();
		return /listens on ([^"]+)/.exec(service.stderr())?.[1];
	};
	assert.equal(await listensOn(), `unix:${directory.file('m.sock')}`);
	assert.match((await listensOn('--port', '0')) ?? '', /^http:\/\/127\.0\.0\.1:\d+\/$/);
	const {stderr, exitCode} = await runProgram(['--listen', 'unix:m.sock', '--host', '::1']);
	assert.equal(stderr, 'mon-tui: --listen and --host cannot be used together\n');
	assert.equal(exitCode, 2);
});

const noActivation = without('systemd-socket-activate', 'systemd');

/** Starts it with sockets that are already open, as systemd does. */
function activate(...options: readonly string[]): Service {
	return startCommand('systemd-socket-activate', [
		...options,
		...['-E', 'HOME', '-E', 'PATH', ...programCommand, '--serve', '--headless'],
	]);
}

test('a Unix socket of systemd is served on and not removed', {skip: noActivation}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	using service = activate('-l', file);
	await eventually('a measurement', () => isMeasuring(file));
	assert.equal((await ask(file, '/api/v1/status'))?.address, `unix:${file}`);
	assert.equal(await service.end(), 0);
	assert.ok(lstatSync(file).isSocket());
});

test('a socket of systemd to which every local user can connect is reported', {skip: noActivation}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	using service = activate('-l', file);
	await eventually('the socket', () => service.stderr().includes('Listening'));
	chmodSync(file, 0o666);
	await eventually('a measurement', () => isMeasuring(file));
	assert.match(service.stderr(), /the mode 0666 of unix:\S+ lets every local user connect; use 0660, or a token/);
});

test('a port of systemd is served on; one of several sockets is selected by name', {skip: noActivation}, async () => {
	using directory = temporaryDirectory();
	const [file, port] = [directory.file('m.sock'), await freePort()];
	using service = activate('-l', file, '-l', `127.0.0.1:${port}`, '--fdname', 'other:mon-tui');
	await eventually('a measurement', async () =>
		fetch(`http://127.0.0.1:${port}/healthz`).then(
			({ok}) => ok,
			() => false,
		),
	);
	assert.match(service.stderr(), new RegExp(`listens on http://127\\.0\\.0\\.1:${port}/`));
	assert.equal(await service.end(), 0);
});

test('several sockets of systemd without the name of mon-tui are a mistake', {skip: noActivation}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	using service = activate('-l', file, '-l', directory.file('n.sock'));
	await eventually('the mistake', async () => {
		await ask(file, '/healthz');
		return /LISTEN_FDS: mon-tui serves on one socket, found 2 .*FileDescriptorName=mon-tui/.test(service.stderr());
	});
});

test('a descriptor that is not a listening socket is refused', async () => {
	const script = 'LISTEN_PID=$$ LISTEN_FDS=1 exec "$0" "$@" 3</dev/null';
	const args = ['-c', script, ...programCommand, '--serve', '--headless'];
	using service = startCommand('/bin/sh', args);
	await eventually('the mistake', () => service.stderr().includes('inherited descriptor'));
	assert.match(
		service.stderr(),
		/^mon-tui: cannot listen on the inherited descriptor 3: it is not a listening stream socket$/m,
	);
});

test('a number of inherited descriptors that cannot be read is a mistake, and no port is opened', async () => {
	const script = 'LISTEN_PID=$$ LISTEN_FDS=1e1 exec "$0" "$@"';
	const args = ['-c', script, ...programCommand, '--serve', '--headless', '--port', '0'];
	const {status, stderr} = spawnSync('/bin/sh', args, {encoding: 'utf8', timeout: 30_000});
	assert.equal(stderr, 'mon-tui: LISTEN_FDS must be a whole number from 0 to 64, not "1e1"\n');
	assert.equal(status, 2);
});
