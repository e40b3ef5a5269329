import assert from 'node:assert/strict';
import {existsSync, readFileSync, statSync} from 'node:fs';
import {test as plainTest} from 'node:test';
import {known} from '../../source/metrics/reading.js';
import type {Readings} from '../../source/metrics/snapshot.js';
import {parseMonitoringData} from '../../source/protocol/messages/parse-monitoring-data.js';
import {eventually} from '../helpers/eventually.js';
import {freePort} from '../helpers/free-port.js';
import {openProgram, runProgram} from '../helpers/run-program.js';
import {serve} from '../helpers/serve.js';
import {type Remote, startSshServer, withoutSshd} from '../helpers/ssh-server.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const test = (title: string, run: () => Promise<void>): void => {
	plainTest(title, {skip: withoutSshd}, run);
};

test('--connect ssh:// shows the machine of a mon-tui that is there, and leaves nothing behind', async () => {
	await using server = await startSshServer();
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/● live/);
	assert.match(server.remoteProcesses().join('\n'), /^mon-tui/m);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
	await eventually('the other side ends', () => server.remoteProcesses().length === 0);
});

test('the other side ends when the program is killed', async () => {
	await using server = await startSshServer();
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/● live/);
	terminal.signal('SIGKILL');
	await terminal.waitForExit();
	await eventually('the other side ends', () => server.remoteProcesses().length === 0);
});

test('with Node and without mon-tui, the collectors are sent along, and nothing is left behind', async () => {
	await using server = await startSshServer({has: 'node'});
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/● live/);
	assert.match(server.remoteProcesses().join('\n'), /^node -e /m);
	terminal.signal('SIGKILL');
	await terminal.waitForExit();
	await eventually('the other side ends', () => server.remoteProcesses().length === 0);
});

for (const has of ['shell', 'busybox'] as const) {
	test(`with ${has} only, the files of its kernel are the source, and nothing is left behind`, async () => {
		await using server = await startSshServer({has});
		await using terminal = openProgram(['--connect', server.url], {env: server.env, columns: 120, rows: 40});
		await terminal.waitFor(/● live/);
		await terminal.waitFor(/PID USER/);
		await terminal.waitFor(/\d total/);
		assert.doesNotMatch(server.remoteProcesses().join('\n'), /^(\S*\/)?(mon-tui|node)( |$)/m);
		terminal.signal('SIGKILL');
		await terminal.waitForExit();
		await eventually('the other side ends', () => server.remoteProcesses().length === 0);
	});
}

test('a mon-tui there that does not answer is ended, and the next way is tried', async () => {
	await using server = await startSshServer({has: 'shell', monTui: '#!/bin/sh\nsleep 3333\necho unreachable\n'});
	const {stdout, stderr, exitCode} = await runProgram(['--connect', server.url, '--json', '--once'], {env: server.env});
	assert.deepEqual([stderr, exitCode], ['', 0]);
	assert.equal(JSON.parse(stdout).type, 'monitoring_data');
	await eventually('the other side ends', () => server.remoteProcesses().length === 0);
});

test('each way measures the same machine', async () => {
	const first = await snapshotOver('mon-tui');
	for (const has of ['node', 'shell', 'busybox'] as const) {
		const one = await snapshotOver(has);
		assert.deepEqual(factsOf(one), factsOf(first));
		assert.deepEqual(ownProcess(one) ?? ownProcess(first), ownProcess(first) ?? ownProcess(one));
		const percent = (readings: Readings): number => known(readings.processor)?.total.usedPercent ?? Number.NaN;
		assert.ok(percent(one) >= 0 && percent(one) <= 100);
		const free = (readings: Readings): number => known(readings.memory)?.usedPercent ?? Number.NaN;
		assert.ok(Math.abs(free(one) - free(first)) < 20);
		assert.ok(Math.abs(bootMsOf(one) - bootMsOf(first)) < 2000);
	}
});

async function snapshotOver(has: Remote): Promise<Readings> {
	await using server = await startSshServer({has});
	const {stdout, stderr} = await runProgram(['--connect', server.url, '--json', '--once'], {env: server.env});
	assert.equal(stderr, '');
	return parseMonitoringData(JSON.parse(stdout)).snapshot.readings;
}

/** What does not change from one measurement to the next. */
function factsOf(readings: Readings) {
	const {hostname, osVersion, osRelease, architecture, machine, cpuModel, logicalCores, container} =
		known(readings.system) ?? assert.fail('no system');
	return {
		system: {hostname, osVersion, osRelease, architecture, machine, cpuModel, logicalCores, container},
		cores: known(readings.processor)?.cores.map(({id}) => id),
		memory: known(readings.memory)?.totalBytes,
		disks: known(readings.disks)?.map(({path, fileSystem, space}) => [path, fileSystem, known(space)?.totalBytes]),
		devices: known(readings.disk_io)?.devices.map(({name, isPhysical}) => [name, isPhysical]),
		interfaces: known(readings.network)?.interfaces.map(({name}) => name),
		kernel: known(readings.kernel)?.threads?.maximum,
		hasLoad: known(readings.load) !== undefined,
		hasPaging: known(readings.paging)?.majorFaultsPerSecond !== undefined,
		hasPressure: known(readings.pressure)?.memory !== undefined,
		hasSockets: known(readings.sockets)?.tcpInUse !== undefined,
	};
}

/** The process of this test, unless others use more. */
function ownProcess(readings: Readings): readonly unknown[] | undefined {
	const own = known(readings.processes)?.list?.find(({pid}) => pid === process.pid);
	return own && [own.name, own.user, own.parentPid, own.priority, own.isKernelThread];
}

function bootMsOf(readings: Readings): number {
	return known(readings.system)?.bootTimeMs ?? Number.NaN;
}

for (const has of ['mon-tui', 'shell'] as const) {
	test(`a dropped connection to ${has} is named and resumed`, async () => {
		await using server = await startSshServer({has});
		await using terminal = openProgram(['--connect', server.url], {env: server.env, columns: 120});
		await terminal.waitFor(/● live/);
		server.drop();
		await terminal.waitFor(/✖ lost/);
		await terminal.waitFor(/● live/);
	});
}

test('a machine that cannot be reached any more is lost with the reason of ssh', async () => {
	const server = await startSshServer({has: 'shell'});
	await using terminal = openProgram(['--connect', server.url], {env: server.env, columns: 120});
	await terminal.waitFor(/● live/);
	await server[Symbol.asyncDispose]();
	await terminal.waitFor(/Connection refused +✖ lost/);
});

test('--json, --once, --check, --export and --diagnose work over ssh', async () => {
	await using server = await startSshServer();
	const {env, url} = server;
	const json = await runProgram(['--connect', url, '--json', '--once'], {env});
	assert.equal(json.stderr, '');
	const {hostname} = JSON.parse(json.stdout).data.system;
	assert.equal(hostname, readFileSync('/proc/sys/kernel/hostname', 'utf8').trim());
	const once = await runProgram(['--connect', url, '--once'], {env});
	assert.match(once.stdout, /CPU/);
	assert.match((await runProgram(['--connect', url, '--check'], {env})).stdout, /^MON-TUI (OK|WARNING|CRITICAL)/);
	using home = temporaryDirectory();
	await using terminal = openProgram(['--connect', url, '--export', home.path, '--export-every-sample'], {env});
	await terminal.waitFor(/● live/);
	await eventually('a recorded sample', () => home.names().some(name => statSync(home.file(name)).size > 1000));
	const {stdout} = await runProgram(['--connect', url, '--diagnose', '--for', '2s', '--json'], {env});
	assert.equal(JSON.parse(stdout).type, 'diagnosis');
});

test('a machine over ssh and one over WebSocket are one fleet', async () => {
	await using server = await startSshServer();
	await using other = await serve();
	other.publish(0);
	await using terminal = openProgram(['--connect', server.url, '--connect', `ws://${other.place}`], {
		env: server.env,
		columns: 120,
	});
	await terminal.waitFor(/127\.0\.0\.1:\d+ .*live/);
	await terminal.waitFor(/2 hosts/);
});

test('the passphrase of a key is asked in the terminal before the screen starts', async () => {
	await using server = await startSshServer({passphrase: 'open sesame'});
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/Enter passphrase for key/);
	terminal.write('open sesame\r');
	await terminal.waitFor(/● live/);
	await terminal.press('q');
	assert.deepEqual(await terminal.waitForExit(), {exitCode: 0, signal: null});
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('Ctrl-C at a question ends the program, and the terminal is given back', async () => {
	await using server = await startSshServer({passphrase: 'open sesame'});
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/Enter passphrase for key/);
	await terminal.press('ctrl-c');
	await terminal.waitForExit();
	assert.deepEqual(await terminal.leftBehind(), []);
});

test('of several machines, those that need an answer are asked about one after the other', async () => {
	await using plain = await startSshServer({has: 'shell'});
	await using unknown = await startSshServer({has: 'shell', isKnown: false});
	await using other = await startSshServer({has: 'shell', isKnown: false});
	plain.configure(
		[unknown, other]
			.map(one => `Match host 127.0.0.1 exec "test %p = ${one.port}"\nIdentityFile ${one.identity}`)
			.join('\n'),
	);
	const addresses = [unknown, plain, other].flatMap(({url}) => ['--connect', url]);
	await using terminal = openProgram(addresses, {env: plain.env, columns: 120});
	for (const one of [unknown, other]) {
		await terminal.waitFor(new RegExp(`host '\\[127\\.0\\.0\\.1\\]:${one.port} `));
		terminal.write('yes\r');
	}

	await terminal.waitFor(/3 hosts/);
	await terminal.waitFor(/(127\.0\.0\.1:\d+ .*live[\s\S]*){3}/);
});

test('the question about an unknown host key is asked in the terminal before the screen starts', async () => {
	await using server = await startSshServer({isKnown: false});
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/continue connecting/);
	terminal.write('yes\r');
	await terminal.waitFor(/● live/);
});

test('a terminal says which machine is connected to, and ssh gets no setting of mon-tui', async () => {
	await using server = await startSshServer({has: 'shell'});
	using directory = temporaryDirectory();
	const seen = directory.file('environment');
	// The shell keeps the connection open until everything is written.
	server.configure(`ProxyCommand sh -c "env > ${seen}; true"`);
	await using terminal = openProgram(['--connect', server.url], {
		env: {...server.env, MON_TUI_TOKEN: 'hunter2-hunter2'},
	});
	await terminal.waitFor(/mon-tui: connecting to 127\.0\.0\.1:\d+; press Ctrl-C to stop/);
	await eventually('ssh runs', () => existsSync(seen) && /^PATH=/m.test(readFileSync(seen, 'utf8')));
	assert.doesNotMatch(readFileSync(seen, 'utf8'), /hunter2/);
});

test('without a terminal nothing is asked, and the reason of ssh is named', async () => {
	await using unknown = await startSshServer({isKnown: false});
	const refused = await runProgram(['--connect', unknown.url, '--once'], {env: unknown.env});
	assert.equal(refused.exitCode, 1);
	assert.match(refused.stderr, /^mon-tui: 127\.0\.0\.1:\d+: .*Host key verification failed\.\n$/);
	await using locked = await startSshServer({passphrase: 'open sesame'});
	const denied = await runProgram(['--connect', locked.url, '--json'], {env: locked.env});
	assert.equal(denied.exitCode, 1);
	assert.match(denied.stderr, /Permission denied \(publickey\)/);
	const port = await freePort();
	const none = await runProgram(['--connect', `ssh://127.0.0.1:${port}`, '--once'], {env: locked.env});
	assert.equal(none.exitCode, 1);
	assert.match(none.stderr, /Connection refused/);
});

test('a jump host of the configuration of ssh is used', async () => {
	await using target = await startSshServer();
	await using jump = await startSshServer();
	jump.configure(
		[
			'Host jump',
			`HostName 127.0.0.1\nPort ${jump.port}`,
			'Host inner',
			`HostName 127.0.0.1\nPort ${target.port}\nIdentityFile ${target.identity}`,
			'HostKeyAlias inner\nStrictHostKeyChecking no\nProxyJump jump',
		].join('\n'),
	);
	const {stdout, stderr} = await runProgram(['--connect', 'ssh://inner', '--json', '--once'], {env: jump.env});
	assert.equal(stderr, '');
	assert.equal(JSON.parse(stdout).type, 'monitoring_data');
});

const greeting = "console.log('mon-tui-link 1 messages');";

for (const [title, answers, reason] of [
	['garbage', 'process.stdout.write(require("crypto").randomBytes(200000))', /does not run the command; it prints/],
	['nothing', '', /the remote shell ended with code 0/],
	[
		'a login message and no shell',
		"console.error('This account is \\x1b]0;owned\\x07 closed.'); process.exitCode = 1",
		/code 1: .*This account is ·\]0;owned· closed\./,
	],
	[
		'an endless line',
		`${greeting} const more = () => process.stdout.write('x'.repeat(65536), more); more()`,
		/a line of more than \d+ bytes/,
	],
	[
		'no lines of the script',
		"console.log('mon-tui-link 1 shell'); console.log('root:x:0:0'); setInterval(() => {}, 1000)",
		/a line that the script does not print/,
	],
	[
		'too many lines',
		"console.log('mon-tui-link 1 shell\\n=t 3'); const more = () => process.stdout.write('1 x\\n'.repeat(50000), more); more()",
		/more than the files of a kernel contain/,
	],
	['other messages', `${greeting} console.log('{}'); setInterval(() => {}, 1000)`, /not a mon-tui server/],
] as const) {
	test(`a machine that sends ${title} is an error with a reason`, async () => {
		await using server = await startSshServer({answers});
		const {stdout, stderr, exitCode} = await runProgram(['--connect', server.url, '--once'], {env: server.env});
		assert.equal(stdout, '');
		assert.match(stderr, reason);
		assert.doesNotMatch(stderr.slice(0, -1), /\p{C}/u);
		assert.ok(stderr.length < 600, stderr);
		assert.equal(exitCode, 1);
	});
}

test('escape sequences in the messages of a machine do not reach the terminal', async () => {
	const {stdout} = await runProgram(['--json', '--once']);
	const message = JSON.parse(stdout);
	message.data.system.hostname = 'evil\u001b]0;owned\u0007';
	await using server = await startSshServer({
		answers: `${greeting} setInterval(() => console.log(${JSON.stringify(JSON.stringify(message))}), 500)`,
	});
	await using terminal = openProgram(['--connect', server.url], {env: server.env});
	await terminal.waitFor(/evil.* ● live/);
	assert.ok(!terminal.raw().includes('\u001b]0;owned'));
});
