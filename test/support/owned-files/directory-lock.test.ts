import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import process from 'node:process';
import {type TestContext, test} from 'node:test';
import {fileURLToPath} from 'node:url';
import {directoryLock} from '../../../source/support/owned-files/directory-lock.js';
import {ownerHere} from '../../../source/support/owned-files/lock-owner.js';
import {eventually} from '../../helpers/eventually.js';
import {temporaryDirectory} from '../../helpers/temporary-directory.js';

const lockName = '.mon-tui.lock';
const isLinux = process.platform === 'linux';

/** A process that holds the lock of a directory until it is killed. */
async function startHolder(t: TestContext, directory: string, wrapper: readonly string[] = []): Promise<ChildProcess> {
	const program = fileURLToPath(new URL('../../helpers/lock-holder.ts', import.meta.url));
	const [command = '', ...args] = [...wrapper, process.execPath, '--import=tsx', program, directory];
	const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'inherit']});
	t.after(() => child.kill('SIGKILL'));
	const [line] = await once(child.stdout, 'data');
	assert.equal(String(line), 'held\n');
	return child;
}

async function kill(child: ChildProcess): Promise<void> {
	const exited = once(child, 'exit');
	child.kill('SIGKILL');
	await exited;
}

test('the owner keeps the lock and removes it at the end', async () => {
	using directory = temporaryDirectory();
	const lock = directoryLock(directory.path);
	assert.equal(await lock.hold(), undefined);
	assert.equal(await lock.hold(), undefined);
	assert.equal(statSync(directory.file(lockName)).mode & 0o777, 0o600);
	await lock[Symbol.asyncDispose]();
	assert.deepEqual(readdirSync(directory.path), []);
});

test('only one of many simultaneous processes acquires the lock', async () => {
	using directory = temporaryDirectory();
	const locks = Array.from({length: 20}, () => directoryLock(directory.path));
	const owners = await Promise.all(locks.map(lock => lock.hold()));
	assert.equal(owners.filter(owner => owner === undefined).length, 1);
	for (const lock of locks) {
		await lock[Symbol.asyncDispose]();
	}

	assert.deepEqual(readdirSync(directory.path), []);
});

test('only one of many processes acquires the lock of a killed process', async t => {
	using directory = temporaryDirectory();
	await kill(await startHolder(t, directory.path));
	const locks = Array.from({length: 20}, () => directoryLock(directory.path));
	await Promise.all(locks.map(lock => lock.hold()));
	const owners = await Promise.all(locks.map(lock => lock.hold()));
	assert.equal(owners.filter(owner => owner === undefined).length, 1);
	for (const lock of locks) {
		await lock[Symbol.asyncDispose]();
	}

	assert.deepEqual(readdirSync(directory.path), []);
});

test('the lock of another process is valid until it is killed, also while it is stopped', async t => {
	using directory = temporaryDirectory();
	const holder = await startHolder(t, directory.path);
	await using lock = directoryLock(directory.path);
	assert.equal(await lock.hold(), `process ${holder.pid} on ${hostname()}`);
	holder.kill('SIGSTOP');
	assert.equal(await lock.hold(), `process ${holder.pid} on ${hostname()}`);
	await kill(holder);
	assert.equal(await lock.hold(), undefined);
	assert.equal(JSON.parse(readFileSync(directory.file(lockName), 'utf8')).pid, process.pid);
	assert.equal(readdirSync(directory.path).length, 2, 'the socket of the other is gone');
});

test('processes in containers with the same pid are distinguished', async t => {
	using directory = temporaryDirectory();
	const container = ['unshare', '--pid', '--fork', '--kill-child', '--mount-proc'];
	const probe = spawn('unshare', [...container.slice(1), 'true'], {stdio: 'ignore'});
	const [code] = await Promise.race([once(probe, 'exit'), once(probe, 'error').then(() => [1])]);
	if (code !== 0) {
		t.skip('needs unshare(1) and the right to make a PID namespace');
		return;
	}

	const holder = await startHolder(t, directory.path, container);
	const {pid, socket} = JSON.parse(readFileSync(directory.file(lockName), 'utf8'));
	assert.equal(pid, 1);
	const {id: _, ...here} = await ownerHere('x', undefined);
	await using lock = directoryLock(directory.path);
	assert.equal(await lock.hold(), `process 1 on ${hostname()}`);
	await kill(holder);
	await eventually('its lock counts no more', async () => (await lock.hold()) === undefined);

	// The same seen from inside: the lock names our own number, and its process has ended.
	writeFileSync(directory.file(lockName), JSON.stringify({...here, socket, id: 'x'}));
	await using next = directoryLock(directory.path);
	assert.equal(await next.hold(), undefined);
});

for (const [name, owner] of [
	['of another host', JSON.stringify({host: 'elsewhere', pid: 42, boot: 'x', id: 'x'})],
	['of another kernel with this name', JSON.stringify({host: hostname(), pid: 42, boot: 'x', id: 'x'})],
	['that nobody can read', '{"host'],
	['with a socket elsewhere', JSON.stringify({host: 'elsewhere', pid: 42, boot: 'x', socket: '../../x', id: 'x'})],
] as const) {
	test(`a lock ${name} is valid until it is not renewed for half a minute`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file(lockName);
		let nowMs = 0;
		writeFileSync(file, owner);
		await using lock = directoryLock(directory.path, {monotonicMs: () => nowMs});
		assert.notEqual(await lock.hold(), undefined);
		nowMs = 29_000;
		assert.notEqual(await lock.hold(), undefined);
		utimesSync(file, new Date(), new Date(Date.now() - 1000));
		nowMs = 31_000;
		assert.notEqual(await lock.hold(), undefined, 'it was renewed meanwhile');
		nowMs = 60_000;
		assert.notEqual(await lock.hold(), undefined);
		nowMs = 62_000;
		assert.equal(await lock.hold(), undefined);
		assert.notEqual(readFileSync(file, 'utf8'), owner);
	});
}

test('a lock from an earlier boot is invalid', async () => {
	using directory = temporaryDirectory();
	const file = directory.file(lockName);
	writeFileSync(file, JSON.stringify({host: hostname(), pid: process.pid, boot: 'x', id: 'x'}));
	utimesSync(file, new Date(), new Date(1));
	await using lock = directoryLock(directory.path);
	assert.equal(await lock.hold(), undefined);
});

test('without a socket, a lock with a reused pid is invalid', {skip: !isLinux}, async () => {
	using directory = temporaryDirectory();
	const own = directoryLock(directory.path);
	await own.hold();
	const file = directory.file(lockName);
	const {socket: _, ...owner} = JSON.parse(readFileSync(file, 'utf8'));
	await own[Symbol.asyncDispose]();

	writeFileSync(file, JSON.stringify({...owner, id: 'x'}));
	await using lock = directoryLock(directory.path);
	assert.equal(await lock.hold(), `process ${process.pid} on ${hostname()}`);
	writeFileSync(file, JSON.stringify({...owner, mark: `${process.pid}-1`, id: 'x'}));
	assert.equal(await lock.hold(), undefined);
});

test('a process that lost the lock detects it and does not remove the lock of another one', async () => {
	using directory = temporaryDirectory();
	const file = directory.file(lockName);
	const lock = directoryLock(directory.path);
	await lock.hold();
	const other = JSON.stringify({host: 'elsewhere', pid: 1, id: 'x'});
	writeFileSync(file, other);
	assert.equal(await lock.hold(), 'process 1 on elsewhere');
	await lock[Symbol.asyncDispose]();
	assert.equal(readFileSync(file, 'utf8'), other);
});

test('a deleted lock is acquired again and valid for others', async () => {
	using directory = temporaryDirectory();
	await using lock = directoryLock(directory.path);
	await lock.hold();
	for (const name of readdirSync(directory.path)) {
		rmSync(directory.file(name));
	}

	assert.equal(await lock.hold(), undefined);
	await using other = directoryLock(directory.path);
	assert.equal(await other.hold(), `process ${process.pid} on ${hostname()}`);
});

test('a directory with a long name supports a socket', {skip: !isLinux}, async t => {
	using directory = temporaryDirectory();
	const long = directory.file('n'.repeat(200));
	await import('node:fs/promises').then(({mkdir}) => mkdir(long));
	const holder = await startHolder(t, long);
	await using lock = directoryLock(long);
	assert.equal(await lock.hold(), `process ${holder.pid} on ${hostname()}`);
	await kill(holder);
	assert.equal(await lock.hold(), undefined);
});

test('a missing directory is created', async () => {
	using directory = temporaryDirectory();
	await using lock = directoryLock(directory.file('missing/parent'));
	assert.equal(await lock.hold(), undefined);
	assert.equal(await lock.hold(), undefined);
});

test('a file in the place of the directory is an error', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file('file'), '');
	await using lock = directoryLock(directory.file('file'));
	await assert.rejects(lock.hold(), {code: 'ENOTDIR'});
});
