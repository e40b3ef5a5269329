import assert from 'node:assert/strict';
import {type ChildProcess, spawn} from 'node:child_process';
import {once} from 'node:events';
import {readdirSync} from 'node:fs';
import {getPriority} from 'node:os';
import process from 'node:process';
import {text} from 'node:stream/consumers';
import {test} from 'node:test';
import {setTimeout as sleep} from 'node:timers/promises';
import {thisMachine} from '../../source/metrics/collectors.js';
import {kernelFacts} from '../../source/metrics/linux/kernel-facts.js';
import {pidStatReader} from '../../source/metrics/linux/pid-stat-reader.js';
import type {PidStat} from '../../source/metrics/linux/procfs/pid-stat.js';
import type {Process} from '../../source/metrics/snapshot.js';
import {localProcessService} from '../../source/run/process-service.js';
import {signals} from '../../source/ui/processes/signals.js';
import {processOf} from '../helpers/processes.js';

const skip = process.platform === 'linux' ? false : 'reads /proc';
const machine = thisMachine('');

function statOf(pid: number): PidStat {
	const file = pidStatReader(machine).read(pid, undefined);
	assert.ok(file !== 'gone' && !(file instanceof Error));
	return file.stat;
}

/** Starts a child that sleeps, and returns it as the process list would show it. */
async function sleeper(): Promise<{readonly child: ChildProcess; readonly shown: Process} & Disposable> {
	const child = spawn('sleep', ['60'], {stdio: 'ignore'});
	await once(child, 'spawn');
	const pid = child.pid ?? 0;
	let stat = statOf(pid);
	for (let wait = 0; wait < 100 && stat.name !== 'sleep'; wait++) {
		await sleep(20);
		stat = statOf(pid);
	}

	using facts = kernelFacts(machine);
	const startedAtMs = (facts.read().bootTimeMs ?? 0) + stat.startTicks * 10;
	return {
		child,
		shown: processOf(pid, {name: stat.name, startedAtMs}),
		[Symbol.dispose]: () => child.kill('SIGKILL'),
	};
}

function signalOf(name: string) {
	const signal = signals.find(candidate => candidate.name === name);
	assert.ok(signal);
	return signal;
}

test('signals reach the process, real-time signals too', {skip}, async () => {
	const {signal} = localProcessService(machine, false);
	for (const [name, received] of [
		['SIGTERM', 'SIGTERM'],
		['SIGUSR2', 'SIGUSR2'],
		['SIGRTMIN+3', null],
	] as const) {
		using one = await sleeper();
		const exit = once(one.child, 'exit');
		signal?.(one.shown, signalOf(name));
		const [, by] = await exit;
		assert.equal(by ?? null, received, name);
	}
});

test('neither a signal nor a nice value goes to a process with the same PID that started at another time', {
	skip,
}, async () => {
	using one = await sleeper();
	const {signal, renice} = localProcessService(machine, false);
	const reused = {...one.shown, startedAtMs: (one.shown.startedAtMs ?? 0) - 5000};
	const renamed = {...one.shown, name: 'postgres'};
	for (const other of [reused, renamed]) {
		assert.throws(() => signal?.(other, signalOf('SIGKILL')), /is no longer the (sleep|postgres) that was shown/);
		assert.throws(() => renice?.(other, {by: 1}), /is no longer the (sleep|postgres) that was shown/);
	}

	assert.equal(getPriority(one.shown.pid), getPriority(process.pid));
	assert.equal(one.child.exitCode, null);
	assert.equal(one.child.signalCode, null);
});

test('a process that has ended gets nothing', {skip}, async () => {
	using one = await sleeper();
	const exit = once(one.child, 'exit');
	one.child.kill('SIGKILL');
	await exit;
	const {signal, renice} = localProcessService(machine, false);
	assert.throws(() => signal?.(one.shown, signalOf('SIGTERM')), /has ended/);
	assert.throws(() => renice?.(one.shown, {by: 1}), /has ended/);
});

test('the nice value is the one that the kernel reports after the change', {skip}, async () => {
	using one = await sleeper();
	const {renice} = localProcessService(machine, false);
	const before = getPriority(one.shown.pid);
	assert.deepEqual(renice?.(one.shown, {by: 1}), {before, after: before + 1});
	assert.deepEqual(renice?.(one.shown, {to: 19}), {before: before + 1, after: 19});
	assert.deepEqual(renice?.(one.shown, {by: 1}), {before: 19, after: 19});
	assert.equal(getPriority(one.shown.pid), 19);
});

test('all threads that had the nice value of the process get the new one', {skip}, async () => {
	const {renice} = localProcessService(machine, false);
	const child = spawn(process.execPath, ['-e', 'console.log("up"); setInterval(() => {}, 1000)'], {stdio: 'pipe'});
	try {
		await once(child.stdout, 'data');
		const pid = child.pid ?? 0;
		const stat = statOf(pid);
		renice?.(processOf(pid, {name: stat.name, startedAtMs: undefined}), {by: 3});
		const values = readdirSync(`/proc/${pid}/task`).map(thread => getPriority(Number(thread)));
		assert.ok(values.length > 1);
		assert.deepEqual([...new Set(values)], [getPriority(process.pid) + 3]);
	} finally {
		child.kill('SIGKILL');
	}
});

/** Asks for a nice value as another user, in a child, and prints the reason of the refusal. */
const unprivileged = `
	import {readFileSync} from 'node:fs';
	import {thisMachine} from '@/metrics/collectors.js';
	import {localProcessService} from '@/run/process-service.js';
	process.setgid(65534);
	process.setuid(65534);
	const {renice} = localProcessService(thisMachine(''), false);
	for (const [pid, change] of [[process.pid, -1], [process.ppid, 1]]) {
		const name = readFileSync('/proc/' + pid + '/comm', 'utf8').trim();
		try {
			renice({pid, name, startedAtMs: undefined}, {by: change});
		} catch (error) {
			console.log(error.message);
		}
	}
`;

test('without privileges a lower nice value is refused with the reason', {
	skip: skip || (process.getuid?.() === 0 ? false : 'needs root to become another user'),
}, async () => {
	const source = new URL('../../source', import.meta.url).href;
	const child = spawn(
		process.execPath,
		['--import=tsx', '--input-type=module', '-e', unprivileged.replaceAll('@', source)],
		{stdio: ['ignore', 'pipe', 'inherit']},
	);
	const [lower, foreign] = (await text(child.stdout)).split('\n');
	assert.match(lower ?? '', /was not changed: a lower nice value is not permitted\. It needs root, CAP_SYS_NICE/);
	assert.match(foreign ?? '', /was not changed: not permitted, because it belongs to another user\./);
});

test('nothing is sent with --read-only, nor to processes of a host below a root', {skip}, () => {
	for (const service of [localProcessService(machine, true), localProcessService(thisMachine('/host'), false)]) {
		assert.equal(service.signal, undefined);
		assert.equal(service.renice, undefined);
	}
});
