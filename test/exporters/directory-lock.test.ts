import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync} from 'node:fs';
import {hostname} from 'node:os';
import process from 'node:process';
import {test} from 'node:test';
import {directoryLock} from '../../source/exporters/directory-lock.js';
import {temporaryDirectory} from '../helpers/temporary-directory.js';

const lockName = '.mon-tui.lock';

/** The number of a process that has ended. */
function endedProcess(): number {
	return spawnSync(process.execPath, ['--version']).pid;
}

test('whoever holds the lock goes on holding it, and leaves nothing behind', async () => {
	using directory = temporaryDirectory();
	const lock = directoryLock(directory.path);
	await lock.hold();
	await lock.hold();
	assert.equal(statSync(directory.file(lockName)).mode & 0o777, 0o600);
	await lock[Symbol.asyncDispose]();
	assert.deepEqual(readdirSync(directory.path), []);
});

test('only one of many that come at the same time gets it', async () => {
	using directory = temporaryDirectory();
	const locks = Array.from({length: 20}, () => directoryLock(directory.path));
	const results = await Promise.allSettled(locks.map(lock => lock.hold()));
	assert.equal(results.filter(({status}) => status === 'fulfilled').length, 1);
	for (const lock of locks) {
		await lock[Symbol.asyncDispose]();
	}

	assert.deepEqual(readdirSync(directory.path), []);
});

test('the lock of a process that is gone counts no longer', async () => {
	using directory = temporaryDirectory();
	writeFileSync(directory.file(lockName), JSON.stringify({host: hostname(), pid: endedProcess(), id: 'x'}));
	await using lock = directoryLock(directory.path);
	await lock.hold();
	assert.equal(JSON.parse(readFileSync(directory.file(lockName), 'utf8')).pid, process.pid);
	assert.deepEqual(readdirSync(directory.path), [lockName]);
});

for (const [name, owner] of [
	['of another host', JSON.stringify({host: 'elsewhere', pid: endedProcess(), id: 'x'})],
	['of a process that may be another one by now', JSON.stringify({host: hostname(), pid: process.pid, id: 'x'})],
	['that nobody can read', '{"host'],
] as const) {
	test(`a lock ${name} counts until nobody has renewed it for half a minute`, async () => {
		using directory = temporaryDirectory();
		const file = directory.file(lockName);
		let nowMs = 0;
		writeFileSync(file, owner);
		await using lock = directoryLock(directory.path, () => nowMs);
		await assert.rejects(lock.hold(), /another mon-tui writes there/);
		nowMs = 29_000;
		await assert.rejects(lock.hold());
		utimesSync(file, new Date(), new Date(1));
		nowMs = 31_000;
		await assert.rejects(lock.hold(), 'it was renewed meanwhile');
		nowMs = 60_000;
		await assert.rejects(lock.hold());
		nowMs = 62_000;
		await lock.hold();
		assert.notEqual(readFileSync(file, 'utf8'), owner);
	});
}

test('whoever lost the lock finds out, and does not take away what is not his', async () => {
	using directory = temporaryDirectory();
	const file = directory.file(lockName);
	const lock = directoryLock(directory.path);
	await lock.hold();
	const other = JSON.stringify({host: 'elsewhere', pid: 1, id: 'x'});
	writeFileSync(file, other);
	await assert.rejects(lock.hold(), /process 1 on elsewhere/);
	await lock[Symbol.asyncDispose]();
	assert.equal(readFileSync(file, 'utf8'), other);
});

test('a lock that somebody removed is taken again', async () => {
	using directory = temporaryDirectory();
	await using lock = directoryLock(directory.path);
	await lock.hold();
	rmSync(directory.file(lockName));
	await lock.hold();
	assert.deepEqual(readdirSync(directory.path), [lockName]);
});
