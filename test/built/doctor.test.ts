import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {once} from 'node:events';
import {writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import process from 'node:process';
import {test} from 'node:test';
import {loginEnvironment} from '../helpers/login-environment.js';
import {without} from '../helpers/programs.js';
import {openProgram, programCommand, runProgram} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

type Check = {readonly group: string; readonly name: string; readonly state: string; readonly found: string};

function checksOf(stdout: string): readonly Check[] {
	const report = JSON.parse(stdout);
	assert.equal(report.type, 'doctor');
	return report.checks;
}

test('mon-tui doctor and --doctor print the same checks, as text and JSON', async () => {
	const text = await runProgram(['doctor'], {env: {LANG: 'C.UTF-8'}});
	assert.equal(text.stderr, '');
	assert.match(text.stdout, /^mon-tui \S+ on .*\n(?:.*\n)*\n\d+ of \d+ metrics are measured; .*\.\n/);
	for (const group of ['Metrics', 'Permissions', 'Kernel and services', 'Terminal', 'Program']) {
		assert.match(text.stdout, new RegExp(`^${group}$`, 'm'));
	}

	const {stdout, exitCode} = await runProgram(['--doctor', '--json']);
	const checks = checksOf(stdout);
	assert.equal(exitCode, checks.some(({state}) => state === 'failed') ? 1 : 0);
	assert.ok(checks.some(({group, name, state}) => group === 'metrics' && name === 'memory' && state === 'ok'));
	assert.ok(checks.every(({found}) => found !== ''));
	const words = text.stdout.replaceAll(/\s+/g, ' ');
	assert.deepEqual(
		checks.filter(({name}) => !words.includes(name)),
		[],
	);
});

test('a server or a recording that cannot start is a failure with exit code 1', async () => {
	const server = createServer().listen(0, '127.0.0.1');
	await once(server, 'listening');
	const {port} = server.address() as AddressInfo;
	const args = ['doctor', '--json', '--serve', '--port', String(port), '--export', '/etc/passwd/sub'];
	const {stdout, exitCode} = await runProgram(args);
	server.close();
	assert.equal(exitCode, 1);
	const failed = checksOf(stdout).filter(({group, state}) => group === 'program' && state === 'failed');
	assert.deepEqual(
		failed.map(({name}) => name),
		['recording', 'server'],
	);
});

test('a mistake in the configuration is printed as ever, and no secret appears', async () => {
	using directory = temporaryDirectory();
	const config = directory.file('config.json');
	writeFileSync(config, JSON.stringify({metrics: {gpu: {enabled: false}}, server: {token: 'hunter2-hunter2'}}));
	const {stdout, stderr} = await runProgram(['doctor', '--config', config]);
	assert.match(stdout, /^- gpu +switched off$/m);
	assert.ok(stdout.includes(config));
	assert.doesNotMatch(stdout + stderr, /hunter2/);
	writeFileSync(config, '{"nonsense": 1}');
	const broken = await runProgram(['doctor', '--config', config]);
	assert.equal(broken.exitCode, 2);
	assert.match(broken.stderr, /nonsense is not a known key/);
	assert.equal((await runProgram(['--once', 'doctor'])).exitCode, 2);
	assert.match(
		(await runProgram(['doctor', '--connect', 'web-01'])).stderr,
		/--doctor and --connect cannot be used together/,
	);
});

test('in a terminal, its size and its colours are described', async () => {
	await using terminal = openProgram(['doctor'], {columns: 80, rows: 100});
	await terminal.waitForExit();
	assert.match(terminal.screen(), /screen +80 columns, 100 rows, TERM=/);
	assert.deepEqual(await terminal.leftBehind(), []);
});

const noOtherUser =
	process.getuid?.() === 0 ? without('setpriv', 'util-linux') : 'only root can run a program as another user';

test('without privileges it names what root could measure', {skip: noOtherUser}, () => {
	const drop = ['--reuid=65534', '--regid=65534', '--clear-groups', '--inh-caps=-all', '--bounding-set=-all'];
	const {stdout, stderr} = spawnSync('setpriv', [...drop, ...programCommand, 'doctor', '--json'], {
		encoding: 'utf8',
		env: loginEnvironment('/nonexistent'),
	});
	assert.equal(stderr, '');
	const limited = checksOf(stdout).filter(({state}) => state === 'limited');
	assert.ok(limited.some(({name}) => name === 'other processes'));
	assert.ok(limited.some(({name}) => name === 'alerts and queues'));
});

test('--root examines the machine below it', async () => {
	const {stdout} = await runProgram(['doctor', '--root', '/', '--json']);
	assert.ok(checksOf(stdout).some(({name, state}) => name === 'processor' && state === 'ok'));
	assert.equal((await runProgram(['doctor', '--root', '/nowhere'])).exitCode, 2);
});
