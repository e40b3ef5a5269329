import assert from 'node:assert/strict';
import {once} from 'node:events';
import {chmodSync, writeFileSync} from 'node:fs';
import {type AddressInfo, createServer} from 'node:net';
import process from 'node:process';
import {test} from 'node:test';
import type {Config} from '../../../source/config/definition.js';
import {defaultConfig} from '../../../source/config/definition.js';
import {metricNames} from '../../../source/metrics/registry.js';
import type {Readings} from '../../../source/metrics/snapshot.js';
import type {Check} from '../../../source/run/doctor/check.js';
import {directoryCheck} from '../../../source/run/doctor/directory-check.js';
import {doctorText, verdict} from '../../../source/run/doctor/doctor-text.js';
import {metricChecks} from '../../../source/run/doctor/metric-checks.js';
import {hidePidOf, permissionChecks} from '../../../source/run/doctor/permission-checks.js';
import {serverCheck} from '../../../source/run/doctor/server-check.js';
import {serviceChecks} from '../../../source/run/doctor/service-checks.js';
import {terminalChecks} from '../../../source/run/doctor/terminal-checks.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';
import {sampleAt} from '../../helpers/samples.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const readings: Readings = {
	...sampleAt(0).snapshot.readings,
	gpu: {state: 'unsupported', reason: 'no GPU'},
	pressure: {state: 'unsupported', reason: 'no /proc/pressure'},
	network: {state: 'error', reason: '/proc/net/dev: permission denied'},
	disks: {state: 'disabled'},
	load: {state: 'pending'},
};

function found(checks: readonly Check[], name: string): Check {
	const check = checks.find(one => one.name === name);
	assert.ok(check, `${name} in ${checks.map(one => one.name)}`);
	return check;
}

test('every metric is listed with its state, its reason and how to get it', () => {
	const checks = metricChecks(readings);
	assert.deepEqual(
		checks.map(({name}) => name),
		metricNames,
	);
	for (const [name, state, reason, help] of [
		['gpu', 'absent', 'no GPU', undefined],
		['pressure', 'absent', 'no /proc/pressure', 'boot the kernel with psi=1'],
		['network', 'failed', '/proc/net/dev: permission denied', undefined],
		['disks', 'off', 'switched off', 'mon-tui --print-config shows its setting'],
		['load', 'limited', 'no value in the first seconds', undefined],
		['memory', 'ok', 'measured', undefined],
	] as const) {
		const check = found(checks, name);
		assert.deepEqual([check.state, check.found, check.help], [state, reason, help], name);
	}
});

test('hidepid is read from the mount of the directory', () => {
	const mounts = [
		'21 1 0:19 / /proc rw,relatime - proc proc rw,hidepid=invisible,gid=27',
		'22 1 0:20 / /host/proc rw,relatime - proc proc rw',
	].join('\n');
	assert.equal(hidePidOf(mounts, '/proc'), 'invisible');
	assert.equal(hidePidOf(mounts, '/host/proc'), undefined);
	assert.equal(hidePidOf('', '/proc'), undefined);
});

test('permissions that are missing are limitations with a way to get them', () => {
	using machine = fixtureMachine({
		'proc/1/stat': '',
		'proc/1/io': 'read_bytes: 0',
		// Reading a directory fails, also for root.
		'proc/7/io/refused': '',
		'proc/sys/kernel/dmesg_restrict': '1\n',
		'sys/class/powercap/intel-rapl:0/energy_uj/refused': '',
	});
	const events = {
		state: 'ok',
		value: {kernelLog: {reason: '/dev/kmsg: not permitted'}},
	} as Readings['events'];
	const checks = permissionChecks(machine.root, {...readings, events});
	assert.match(
		found(checks, 'other processes').found,
		/of 1 of 2 processes are readable, the others are not, such as those of process 7: /,
	);
	assert.match(found(checks, 'kernel log').help ?? '', /^sysctl kernel\.dmesg_restrict=0/);
	assert.match(found(checks, 'energy').found, /intel-rapl:0\/energy_uj: /);
	assert.deepEqual(
		['other processes', 'kernel log', 'energy', 'hidepid'].map(name => found(checks, name).state),
		['limited', 'limited', 'limited', 'ok'],
	);
});

test('a socket of a container engine that does not answer is a limitation', async () => {
	using machine = fixtureMachine({'run/docker.sock': '', 'run/systemd/system/x': ''});
	const checks = await serviceChecks(machine.root);
	assert.equal(found(checks, 'Docker').state, 'limited');
	assert.equal(found(checks, 'systemd').state, 'ok');
	assert.match(found(checks, 'control groups').help ?? '', /^mount -t cgroup2/);
});

test('the terminal is described: size, colours, characters, mouse, multiplexer', () => {
	const size = {columns: 80, rows: 24};
	const env = {TERM: 'tmux-256color', LANG: 'de_DE.UTF-8', TMUX: '/tmp/tmux-0/default,1,0'};
	const checks = terminalChecks(defaultConfig, {size, env});
	assert.equal(found(checks, 'screen').found, '80 columns, 24 rows, TERM=tmux-256color');
	assert.equal(found(checks, 'colours').found, '256');
	assert.equal(found(checks, 'characters').found, 'Unicode, graphs of braille (LANG=de_DE.UTF-8)');
	assert.equal(found(checks, 'inside').found, 'tmux');

	const plain = terminalChecks(defaultConfig, {size, env: {TERM: 'dumb', LANG: 'C', NO_COLOR: '1'}});
	assert.deepEqual(
		['screen', 'colours', 'characters'].map(name => found(plain, name).state),
		['limited', 'limited', 'limited'],
	);
	assert.equal(found(terminalChecks(defaultConfig, {size: undefined, env}), 'screen').state, 'absent');
});

test('a terminal that is too small, or whose size is unknown, is a limitation', () => {
	const env = {TERM: 'xterm-256color'};
	const screenOf = (columns: number, rows: number): Check =>
		found(terminalChecks(defaultConfig, {size: {columns, rows}, env}), 'screen');
	assert.equal(screenOf(1, 1).found, '1 column, 1 row, TERM=xterm-256color: too small for values');
	assert.equal(
		screenOf(0, 0).found,
		'0 columns, 0 rows, TERM=xterm-256color: the size is unknown; 80 columns, 24 rows are assumed',
	);
	assert.deepEqual(
		[screenOf(1, 1), screenOf(0, 0), screenOf(80, 0), screenOf(40, 1)].map(({state}) => state),
		['limited', 'limited', 'limited', 'ok'],
	);
});

test('a port or a socket that is in use fails only where the server is enabled', async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	const [port, socket] = [createServer().listen(0, '127.0.0.1'), createServer().listen(file)];
	await Promise.all([once(port, 'listening'), once(socket, 'listening')]);
	const used = {...defaultConfig.server, enabled: true, port: (port.address() as AddressInfo).port};
	assert.match((await serverCheck(used)).found, /^127\.0\.0\.1 port \d+: in use by another process$/);
	assert.equal((await serverCheck(used)).state, 'failed');
	assert.equal((await serverCheck(used)).help, 'use --port NUMBER or --listen unix:PATH');
	assert.equal((await serverCheck({...used, enabled: false})).state, 'off');
	const listening = (listen: string): Config['server'] => ({...used, listen});
	assert.match((await serverCheck(listening(`unix:${file}`))).found, /another process listens on it$/);
	assert.equal((await serverCheck(listening(`unix:${file}`))).help, 'use --listen unix:PATH with another path');
	socket.close();
	await once(socket, 'close');
	assert.equal((await serverCheck(listening(`unix:${file}`))).state, 'ok');
	writeFileSync(file, '');
	assert.match((await serverCheck(listening(`unix:${file}`))).found, /not a socket$/);
	assert.match((await serverCheck(listening('unix:/nowhere/m.sock'))).found, /the directory \/nowhere cannot be used/);
	port.close();
});

test('without permission to connect to a socket, its use cannot be found out', {
	skip: process.getuid?.() === 0 && 'root has every permission',
}, async () => {
	using directory = temporaryDirectory();
	const file = directory.file('m.sock');
	const socket = createServer().listen(file);
	await once(socket, 'listening');
	chmodSync(file, 0);
	const {found} = await serverCheck({...defaultConfig.server, enabled: true, listen: `unix:${file}`});
	assert.match(found, /whether a process listens on it cannot be found out: permission denied$/);
	socket.close();
});

test('a directory is checked without creating it', async () => {
	using directory = temporaryDirectory();
	assert.match((await directoryCheck(directory.file('a/b'))).found, /a\/b: will be created, .+ free$/);
	assert.match((await directoryCheck(directory.path)).found, /: writable, .+ free$/);
	writeFileSync(directory.file('f'), '');
	assert.deepEqual(await directoryCheck(directory.file('f/sub')), {
		state: 'failed',
		found: `${directory.file('f')} is not a directory`,
	});
	assert.deepEqual(directory.names(), ['f']);
});

test('the text fits in 80 columns, begins with the verdict, and is plain in ASCII', () => {
	const checks = [
		...metricChecks(readings),
		{group: 'program', name: 'warning\u001b[31m', state: 'limited', found: 'word '.repeat(60), help: 'do it'} as const,
	];
	const text = doctorText(`mon-tui on web-01 ${'with a long name '.repeat(6)}`, checks, {isAscii: true});
	const lines = text.split('\n');
	assert.deepEqual(
		lines.filter(line => line.length > 80),
		[],
	);
	assert.match(lines[3] ?? '', /^\d+ of \d+ metrics are measured; 1 check failed, \d+ limitations\.$/);
	assert.doesNotMatch(text, /\u001b/);
	assert.match(text, /^x network +\/proc\/net\/dev: permission denied$/m);
	assert.match(text, /^ {22}-> do it$/m);
	const well: Check = {group: 'metrics', name: 'memory', state: 'ok', found: 'measured'};
	assert.equal(verdict([well]), '1 of 1 metrics are measured; nothing is limited.');
});
