import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, readdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {loadConfig} from '../../source/config/sources/load-config.js';
import {inheritedSocket} from '../../source/run/service-manager/inherited-descriptors.js';
import {takeServiceManager} from '../../source/run/service-manager/service-manager.js';
import {loginEnvironment} from '../helpers/login-environment.js';
import {without} from '../helpers/programs.js';
import {programPath} from '../helpers/run-program.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const root = fileURLToPath(new URL('../..', import.meta.url));
const unit = readFileSync(path.join(root, 'docs/systemd/mon-tui.service'), 'utf8');
const containerfile = readFileSync(path.join(root, 'docs/container/Containerfile'), 'utf8');

/** The maximum exposure of the unit in tenths, as systemd-analyze computes it; 100 is a unit without any restriction. */
const maxExposure = 25;

test('systemd accepts the units, and the exposure of the service is low', {
	skip: without('systemd-analyze', 'systemd'),
}, () => {
	using directory = temporaryDirectory();
	const file = directory.file('mon-tui.service');
	writeFileSync(file, unit);
	const socket = directory.file('mon-tui.socket');
	writeFileSync(socket, readFileSync(path.join(root, 'docs/systemd/mon-tui.socket')));
	const verified = spawnSync('systemd-analyze', ['verify', file, socket], {encoding: 'utf8'});
	// systemd 252 does not know OpenFile=, as the unit says.
	const complaints = verified.stderr.split('\n').filter(line => !/Unknown key.* 'OpenFile' in section/.test(line));
	assert.deepEqual([verified.status, complaints.join('\n')], [0, '']);

	const analyzed = spawnSync(
		'systemd-analyze',
		['security', '--offline=yes', `--threshold=${maxExposure}`, '--no-pager', file],
		{encoding: 'utf8'},
	);
	assert.equal(analyzed.status, 0, analyzed.stdout + analyzed.stderr);
});

test('mon-tui accepts the command and the variables of the unit, including those in comments', async () => {
	const [, line = ''] = /^ExecStart=(.+)$/m.exec(unit) ?? [];
	using credentials = temporaryDirectory();
	writeFileSync(credentials.file('token'), 's3cret\n', {mode: 0o440});
	const env = Object.fromEntries(
		[...unit.matchAll(/(MON_TUI_\w+)=(\S+)/g)].map(([, name, value = '']) => [
			name,
			value.replace('%d', credentials.path),
		]),
	);
	const {config, command} = await loadConfig({
		argv: ['--config', 'c.json', ...(line.split(' mon-tui ')[1]?.split(' ') ?? [])],
		env,
		readFile: async () => '{}',
	});
	assert.equal(command.headless, true);
	assert.equal(config.server.enabled, true);
	assert.equal(config.server.token, 's3cret');
});

test('the units use what mon-tui sends and receives', () => {
	const socketUnit = readFileSync(path.join(root, 'docs/systemd/mon-tui.socket'), 'utf8');
	const [, socketName] = /^FileDescriptorName=(.+)$/m.exec(socketUnit) ?? [];
	const [, notifyName] = /^OpenFile=\/run\/systemd\/notify:(\w+):graceful$/m.exec(unit) ?? [];
	const passed = [
		{name: String(notifyName), fd: 3},
		...['other', String(socketName)].map((name, at) => ({name, fd: at + 4})),
	];
	assert.equal(inheritedSocket(passed), 5);
	const env = {LISTEN_PID: '7', LISTEN_FDS: '1', LISTEN_FDNAMES: notifyName};
	assert.equal(takeServiceManager(env, 7).notifyFd, 3);
	assert.match(unit, /^Type=notify$/m);
	assert.match(unit, /^NotifyAccess=all$/m);
});

test('the container copies files that exist, runs as user 65534, and starts mon-tui', async () => {
	const copied = [...containerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, files = '']) =>
		files.split(' '),
	);
	assert.ok(copied.length > 3);
	assert.deepEqual(
		copied.filter(file => !existsSync(path.join(root, file))),
		[],
	);
	const build = readFileSync(path.join(root, 'scripts/build-cli.js'), 'utf8');
	for (const [, script] of build.matchAll(/from '\.\/(.+)'/g)) {
		assert.ok(copied.includes(`scripts/${script}`), script);
	}

	const ignored = readFileSync(path.join(root, '.dockerignore'), 'utf8').trim().split('\n');
	assert.ok(ignored.includes('node_modules') && ignored.includes('.git'));
	assert.deepEqual(
		copied.filter(file => ignored.includes(file)),
		[],
	);
	assert.match(containerfile, /^USER 65534:65534$/m);

	const [, entry = '[]'] = /^ENTRYPOINT (.+)$/m.exec(containerfile) ?? [];
	assert.deepEqual(JSON.parse(entry), ['node', '/mon-tui/bin/mon-tui.js']);
	const [, command = '[]'] = /^CMD (.+)$/m.exec(containerfile) ?? [];
	const loaded = await loadConfig({
		argv: ['--config', 'c.json', ...JSON.parse(command)],
		env: {},
		readFile: async () => '{}',
	});
	assert.equal(loaded.config.root, '/host');
	assert.equal(loaded.command.headless, true);
});

/** Makes all mounts read-only and drops all privileges, as the unit and the container do. */
const sandbox = [
	...['unshare', '--mount', 'sh', '-c'],
	'mount -o remount,ro,bind / && exec setpriv --reuid=65534 --regid=65534 --clear-groups --bounding-set=-all --no-new-privs "$@"',
	'sh',
];

const noNamespaces =
	spawnSync('unshare', ['--mount', 'true']).status === 0 ? false : 'the test needs the right to create namespaces';

test('without privileges, on a read-only system, it measures every process and every disk', {
	skip: noNamespaces,
}, () => {
	const {stdout, stderr, status} = spawnSync(
		sandbox[0] ?? '',
		[...sandbox.slice(1), process.execPath, programPath, '--json', '--once'],
		{encoding: 'utf8', env: loginEnvironment('/proc/nonexistent')},
	);
	assert.equal(status, 0, stderr);
	const {data} = JSON.parse(stdout);
	const seen = readdirSync('/proc').filter(name => /^\d+$/.test(name)).length;
	// Processes start and end meanwhile, but most of them remain.
	assert.ok(data.processes.total > seen / 2, `${data.processes.total} of ${seen} processes`);
	assert.deepEqual(data.disks.find((disk: {readonly path: string}) => disk.path === '/')?.read_only, false);
	assert.equal(data.errors?.processes, undefined);
});
