import assert from 'node:assert/strict';
import {chmodSync, mkdirSync} from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {processesCollector} from '../../../source/metrics/linux/processes.js';
import type {Process, Processes} from '../../../source/metrics/snapshot.js';
import {unmeasuredProcess} from '../../../source/metrics/values/unmeasured-process.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';
import {kernelFiles, writeProcess} from './process-fixture.js';

const cadenceMs = 1000;

let machine: FixtureMachine;
let collector: ReturnType<typeof processesCollector>;

beforeEach(() => {
	machine = fixtureMachine(kernelFiles);
	collector = processesCollector(machine, {cadenceMs, isListRequested: () => true});
});

afterEach(() => {
	collector[Symbol.dispose]();
	machine[Symbol.dispose]();
});

async function processes(): Promise<Processes> {
	const value = await collect(collector);
	assert.ok(value);
	return value;
}

async function find(pid: number): Promise<Process> {
	const {list} = await processes();
	const found = list?.find(each => each.pid === pid);
	assert.ok(found, `no process ${pid}`);
	return found;
}

describe('the list', () => {
	it('has the values of the kernel in common units', async () => {
		writeProcess(machine, {
			pid: 42,
			name: 'a) b (c',
			state: 'D',
			parentPid: 7,
			userTicks: 120,
			systemTicks: 34,
			nice: -5,
			threads: 3,
			startTicks: 92_578,
			residentPages: 360,
		});
		assert.deepEqual(await find(42), {
			...unmeasuredProcess,
			pid: 42,
			parentPid: 7,
			// 925.78 s after boot.
			startedAtMs: 1_600_000_925_780,
			name: 'a) b (c',
			user: process.getuid?.() === 0 ? 'root' : String(process.getuid?.()),
			state: 'D',
			threads: 3,
			nice: -5,
			priority: 20,
			virtualBytes: 3_133_440,
			residentSetBytes: 360 * 4096,
			cpuPercent: undefined,
			cpuTimeSeconds: 1.54,
		});
	});

	it('skips other directories', async () => {
		machine.write('proc/meminfo', '');
		machine.write('proc/12monkeys/stat', 'nonsense');
		writeProcess(machine, {pid: 3});
		assert.deepEqual(
			(await processes()).list?.map(({pid}) => pid),
			[3],
		);
	});

	it('skips a process that ended meanwhile', async () => {
		writeProcess(machine, {pid: 3});
		mkdirSync(path.join(machine.root, 'proc/4'));
		const {list, total, unreadable} = await processes();
		assert.deepEqual(
			list?.map(({pid}) => pid),
			[3],
		);
		assert.equal(total, 1);
		assert.equal(unreadable, 0);
	});

	it('fails when no line is valid', async () => {
		machine.write('proc/3/stat', '3 (torn) S 1 3');
		await assert.rejects(processes, /\/proc\/\[pid\]\/stat: ends before field 24/);
	});

	it('shifts start times when the wall clock is set, but not for jitter', async () => {
		const setBootTime = async (seconds: number): Promise<number | undefined> => {
			machine.write('proc/stat', kernelFiles['proc/stat'].replace('1600000000', String(seconds)));
			machine.advance(cadenceMs);
			return (await find(3)).startedAtMs;
		};
		writeProcess(machine, {pid: 3, startTicks: 1000});
		assert.equal(await setBootTime(1_600_000_000), 1_600_000_010_000);
		assert.equal(await setBootTime(1_600_000_001), 1_600_000_010_000);
		assert.equal(await setBootTime(1_600_003_600), 1_600_003_610_000);
	});

	it('has no start time in the future', async () => {
		writeProcess(machine, {pid: 3, startTicks: 99_999_999_999, residentPages: 7});
		const {startedAtMs, residentSetBytes} = await find(3);
		assert.deepEqual([startedAtMs, residentSetBytes], [undefined, 7 * 4096]);
	});

	it('has unknown start times, or those from the uptime, without /proc/stat', async () => {
		machine.remove('proc/stat');
		writeProcess(machine, {pid: 3, startTicks: 1000, residentPages: 7});
		assert.equal((await find(3)).startedAtMs, machine.nowMs() - 500_000 + 10_000);
		machine.remove('proc/uptime');
		const {startedAtMs, residentSetBytes} = await find(3);
		assert.deepEqual([startedAtMs, residentSetBytes], [undefined, 7 * 4096]);
	});

	it('counts a process with an invalid file as unreadable', async () => {
		writeProcess(machine, {pid: 3});
		machine.write('proc/4/stat', '4 (torn) S 1 4');
		machine.write('proc/5/stat', '');
		const {total, unreadable, list} = await processes();
		assert.deepEqual([total, unreadable, list?.length], [3, 2, 1]);
	});
});

describe('the memory of a process', () => {
	const statm = (pages: number): string => `9000 ${pages} 500 100 0 500 0\n`;

	it('is that of statm, because stat is inexact', async () => {
		writeProcess(machine, {pid: 3, residentPages: 0});
		machine.write('proc/3/statm', statm(25_000));
		assert.equal((await find(3)).residentSetBytes, 25_000 * 4096);
	});

	it('follows at every pass for those with the most, and by stat for the others until they are looked at again', async () => {
		for (let pid = 100; pid < 160; pid++) {
			writeProcess(machine, {pid, residentPages: 1000 + pid});
			machine.write(`proc/${pid}/statm`, statm(1010 + pid));
		}

		const pagesOf = async (pid: number): Promise<number> => (await find(pid)).residentSetBytes / 4096;
		assert.equal(await pagesOf(100), 1110);
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 100, residentPages: 1050});
		writeProcess(machine, {pid: 159, residentPages: 1159, userTicks: 1});
		for (const pid of [100, 159]) {
			machine.write(`proc/${pid}/statm`, statm(1200 + pid));
		}

		assert.equal(await pagesOf(159), 1359, 'one of the largest');
		assert.equal(await pagesOf(100), 1060, 'the change of stat with the correction of before');
		machine.advance(60_000);
		assert.equal(await pagesOf(100), 1300, 'looked at again');
	});

	it('is that of stat where statm cannot be read', async () => {
		writeProcess(machine, {pid: 3, residentPages: 9});
		machine.write('proc/3/statm', 'nonsense');
		assert.equal((await find(3)).residentSetBytes, 9 * 4096);
	});
});

describe('the counts', () => {
	it('go by state, every wait being sleep', async () => {
		for (const [index, state] of [...'RSDIZTtX'].entries()) {
			writeProcess(machine, {pid: 10 + index, state, threads: 2});
		}

		const {list, ...counts} = await processes();
		assert.equal(list?.length, 8);
		assert.deepEqual(counts, {
			total: 8,
			running: 1,
			blocked: 1,
			sleeping: 3,
			stopped: 2,
			zombie: 1,
			threads: 16,
			unreadable: 0,
			ended: undefined,
		});
	});

	it('are the same while the list is not requested, with less frequent states', async () => {
		let isWanted = false;
		using onDemand = processesCollector(machine, {cadenceMs, isListRequested: () => isWanted});
		writeProcess(machine, {pid: 3, state: 'R'});
		writeProcess(machine, {pid: 4});
		const counts = {
			running: 1,
			blocked: 0,
			sleeping: 1,
			stopped: 0,
			zombie: 0,
			threads: 2,
			unreadable: 0,
			ended: undefined,
		};
		assert.deepEqual(await collect(onDemand), {total: 2, ...counts, list: undefined});

		writeProcess(machine, {pid: 5, state: 'Z'});
		machine.advance(cadenceMs);
		assert.deepEqual(await collect(onDemand), {total: 3, ...counts, list: undefined});
		machine.advance(10_000);
		assert.deepEqual(await collect(onDemand), {
			total: 3,
			...counts,
			zombie: 1,
			threads: 3,
			ended: [],
			list: undefined,
		});

		assert.equal(onDemand.isDueNow?.(), false);
		isWanted = true;
		assert.equal(onDemand.isDueNow?.(), true);
		writeProcess(machine, {pid: 3, state: 'R', userTicks: 500});
		machine.advance(10_000);
		const {list} = (await collect(onDemand)) ?? {};
		assert.equal(list?.length, 3);
		assert.equal(list?.[0]?.cpuPercent, 50, 'its share since the states were counted');
		assert.equal(onDemand.isDueNow?.(), false);
	});

	it('come with a light list every few seconds while only that is requested', async () => {
		let passes = 0;
		using light = processesCollector(machine, {
			cadenceMs,
			isListRequested: () => false,
			isLightListRequested: () => true,
			shownPids() {
				passes += 1;
				return [];
			},
		});
		writeProcess(machine, {pid: 3});
		writeProcess(machine, {pid: 4});
		machine.write('proc/3/cgroup', '0::/busy\n');
		machine.write('proc/4/cgroup', '0::/idle\n');
		await collect(light);
		writeProcess(machine, {pid: 3, userTicks: 300, residentPages: 0});
		machine.advance(6000);
		const busy = await collect(light);
		assert.deepEqual([busy?.total, busy?.list?.[0]?.cpuPercent, busy?.list?.[0]?.groupPath], [2, 50, '/busy']);
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 5});
		assert.equal(await collect(light), busy, 'the same until the next pass');
		assert.equal(passes, 2);
		machine.advance(6000);
		assert.equal((await collect(light))?.list?.length, 3);
	});

	it('of a slow pass are counted again after a thousand times as long', async () => {
		using atRest = processesCollector(machine, {cadenceMs, isListRequested: () => false});
		writeProcess(machine, {pid: 3});
		machine.slowDown(20);
		await collect(atRest);
		machine.slowDown(0);
		writeProcess(machine, {pid: 3, state: 'Z'});
		machine.advance(15_000);
		assert.equal((await collect(atRest))?.zombie, 0);
		machine.advance(600_000);
		assert.equal((await collect(atRest))?.zombie, 1);
	});

	it('include unreadable processes', async () => {
		writeProcess(machine, {pid: 3});
		writeProcess(machine, {pid: 4});
		chmodSync(machine.root, 0o755);
		chmodSync(path.join(machine.root, 'proc/4/stat'), 0o000);
		const asNobody = process.getuid?.() === 0;
		if (asNobody) {
			process.seteuid?.(65_534);
		}

		try {
			const {list, total, unreadable} = await processes();
			assert.deepEqual(
				list?.map(({pid}) => pid),
				[3],
			);
			assert.equal(total, 2);
			assert.equal(unreadable, 1);
		} finally {
			if (asNobody) {
				process.seteuid?.(0);
			}
		}
	});
});

describe('the share of the processor', () => {
	it('is that of the time since the last pass, 100 being one core', async () => {
		writeProcess(machine, {pid: 3, userTicks: 1000, systemTicks: 500});
		await processes();
		machine.advance(2000);
		// 60 + 90 ticks of 10 ms are 1.5 s of 2 s.
		writeProcess(machine, {pid: 3, userTicks: 1060, systemTicks: 590});
		assert.equal((await find(3)).cpuPercent, 75);
	});

	it('is 0 for an idle process', async () => {
		writeProcess(machine, {pid: 3, userTicks: 1000});
		await processes();
		machine.advance(cadenceMs);
		assert.equal((await find(3)).cpuPercent, 0);
	});

	it('does not exceed the number of cores', async () => {
		writeProcess(machine, {pid: 3});
		await processes();
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 3, userTicks: 203});
		assert.equal((await find(3)).cpuPercent, 200);
	});

	it('counts from its start for a process that started since the last pass', async () => {
		writeProcess(machine, {pid: 3, startTicks: 5000});
		await processes();
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 4, startTicks: 5040, userTicks: 30});
		assert.equal((await find(4)).cpuPercent, 30);
	});

	it('is absent for an older process that is first seen', async () => {
		writeProcess(machine, {pid: 3, startTicks: 5000});
		await processes();
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 4, startTicks: 4000, userTicks: 30});
		assert.equal((await find(4)).cpuPercent, undefined);
	});

	it('distinguishes processes with the same pid', async () => {
		writeProcess(machine, {pid: 3, startTicks: 5000, userTicks: 10});
		const before = await find(3);
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 3, startTicks: 5040, userTicks: 30});
		const after = await find(3);
		// 30, not 30 - 10.
		assert.equal(after.cpuPercent, 30);
		assert.equal(after.startedAtMs, (before.startedAtMs ?? 0) + 400);
	});

	it('is absent after a gap, and back one pass later', async () => {
		writeProcess(machine, {pid: 3});
		await processes();
		machine.advance(3_600_000);
		writeProcess(machine, {pid: 3, userTicks: 50});
		assert.equal((await find(3)).cpuPercent, undefined);
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 3, userTicks: 60});
		assert.equal((await find(3)).cpuPercent, 10);
	});
});

describe('the user', () => {
	const uid = process.getuid?.() ?? -1;

	it('is a number until there is a name, which is searched once a minute', async () => {
		machine.write('etc/passwd', '');
		writeProcess(machine, {pid: 3});
		assert.equal((await find(3)).user, String(uid));

		machine.write('etc/passwd', `somebody:x:${uid}:0::/:/bin/sh\n`);
		machine.advance(31_000);
		assert.equal((await find(3)).user, String(uid));
		machine.advance(31_000);
		assert.equal((await find(3)).user, 'somebody');
	});

	it('is a number where there are no names at all', async () => {
		machine.remove('etc/passwd');
		writeProcess(machine, {pid: 3});
		assert.equal((await find(3)).user, String(uid));
	});
});

describe('objects', () => {
	it('keep their identity while unchanged', async () => {
		writeProcess(machine, {pid: 3, userTicks: 10});
		writeProcess(machine, {pid: 4, userTicks: 10});
		await processes();
		machine.advance(cadenceMs);
		const before = (await processes()).list;
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 4, userTicks: 11});
		const after = (await processes()).list;
		assert.equal(after?.[0]?.pid, 3);
		assert.equal(after[0], before?.[0]);
		assert.notEqual(after[1], before?.[1]);
	});

	it('change with the name, when a process runs another program', async () => {
		writeProcess(machine, {pid: 3, name: 'sh'});
		await processes();
		machine.advance(cadenceMs);
		await processes();
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 3, name: 'node'});
		assert.equal((await find(3)).name, 'node');
	});
});

describe('thousands of processes', () => {
	const count = 2000;

	beforeEach(() => {
		for (let pid = 1; pid <= count; pid++) {
			writeProcess(machine, {pid});
		}
	});

	it('are read in slices, between which the event loop runs', async () => {
		let turns = 0;
		let isDone = false;
		const turn = (): void => {
			turns += 1;
			if (!isDone) {
				setImmediate(turn);
			}
		};

		setImmediate(turn);
		const {total, list} = await processes();
		isDone = true;
		assert.equal(total, count);
		assert.equal(list?.length, count);
		// At most 500 at a time.
		assert.ok(turns >= count / 500, `${turns} turns`);
	});

	it('are abandoned when the signal aborts', async () => {
		await processes();
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 1, userTicks: 10});
		const controller = new AbortController();
		const given = collector.collect(controller.signal);
		controller.abort();
		await assert.rejects(async () => given, {name: 'AbortError'});

		// Nothing was remembered: the next pass counts from the last finished one.
		machine.advance(cadenceMs);
		writeProcess(machine, {pid: 1, userTicks: 30});
		assert.equal((await find(1)).cpuPercent, 15);
	});
});
