import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {processesCollector} from '../../../source/metrics/linux/processes.js';
import type {Processes} from '../../../source/metrics/snapshot.js';
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

async function nextPass(): Promise<Processes> {
	machine.advance(cadenceMs);
	return (await collect(collector)) ?? assert.fail('no processes');
}

function childrenPercent({list}: Processes, pid: number): number | undefined {
	return list?.find(process => process.pid === pid)?.childrenCpuPercent;
}

describe('processes that ended', () => {
	it('are listed with the time that they had used, those with the most first', async () => {
		writeProcess(machine, {pid: 1, parentPid: 0});
		writeProcess(machine, {pid: 5, name: 'sleep'});
		writeProcess(machine, {pid: 6, name: 'gcc', parentPid: 5, userTicks: 120, systemTicks: 30});
		machine.write('proc/6/cgroup', '0::/build\n');
		assert.equal((await nextPass()).ended, undefined, 'there is nothing to compare with');
		assert.deepEqual((await nextPass()).ended, []);

		machine.remove('proc/5');
		machine.remove('proc/6');
		const {ended} = await nextPass();
		assert.deepEqual(
			ended?.map(({pid, parentPid, name, groupPath, cpuSeconds}) => [pid, parentPid, name, groupPath, cpuSeconds]),
			[
				[6, 5, 'gcc', '/build', 1.5],
				[5, 1, 'sleep', undefined, 0],
			],
		);
		assert.deepEqual((await nextPass()).ended, []);
	});

	it('are listed when another process has their pid', async () => {
		writeProcess(machine, {pid: 5, name: 'old'});
		await nextPass();
		writeProcess(machine, {pid: 5, name: 'new', startTicks: 5000});
		assert.deepEqual(
			(await nextPass()).ended?.map(({name}) => name),
			['old'],
		);
	});

	it('are at most 50', async () => {
		writeProcess(machine, {pid: 1});
		for (let pid = 100; pid < 200; pid++) {
			writeProcess(machine, {pid});
		}

		await nextPass();
		for (let pid = 100; pid < 200; pid++) {
			machine.remove(`proc/${pid}`);
		}

		assert.equal((await nextPass()).ended?.length, 50);
	});

	it('do not include one that became unreadable', async () => {
		writeProcess(machine, {pid: 5});
		writeProcess(machine, {pid: 6});
		await nextPass();
		machine.write('proc/6/stat', '6 (torn) S 1');
		assert.deepEqual((await nextPass()).ended, []);
	});
});

describe('the usage of ended children', () => {
	it('is the time that their parent has reaped since the last pass', async () => {
		writeProcess(machine, {pid: 5, name: 'make', childrenTicks: 1000});
		assert.equal(childrenPercent(await nextPass(), 5), undefined);
		writeProcess(machine, {pid: 5, name: 'make', childrenTicks: 1180});
		assert.equal(childrenPercent(await nextPass(), 5), 180);
		assert.equal(childrenPercent(await nextPass(), 5), 0);
	});

	it('does not repeat what was shown as the usage of the child itself', async () => {
		writeProcess(machine, {pid: 5, name: 'sh'});
		writeProcess(machine, {pid: 6, parentPid: 5, userTicks: 5000, childrenTicks: 400});
		await nextPass();
		machine.remove('proc/6');
		writeProcess(machine, {pid: 5, name: 'sh', childrenTicks: 5430});
		assert.equal(childrenPercent(await nextPass(), 5), 30);
	});

	it('of a child whose parent ended as well is that of the grandparent', async () => {
		writeProcess(machine, {pid: 4, name: 'init'});
		writeProcess(machine, {pid: 5, parentPid: 4, userTicks: 10});
		writeProcess(machine, {pid: 6, parentPid: 5, userTicks: 90});
		await nextPass();
		machine.remove('proc/5');
		machine.remove('proc/6');
		writeProcess(machine, {pid: 4, name: 'init', childrenTicks: 120});
		assert.equal(childrenPercent(await nextPass(), 4), 20);
	});

	it('is bounded when reused pids form a circle', async () => {
		writeProcess(machine, {pid: 1});
		writeProcess(machine, {pid: 5, parentPid: 6, userTicks: 10});
		writeProcess(machine, {pid: 6, parentPid: 5, userTicks: 10});
		await nextPass();
		machine.remove('proc/5');
		machine.remove('proc/6');
		assert.equal((await nextPass()).ended?.length, 2);
	});
});

describe('the I/O of ended children', () => {
	const writeIo = (pid: number, written: number): void =>
		machine.write(`proc/${pid}/io`, `read_bytes: 0\nwrite_bytes: ${written}\n`);

	it('is that of their parent, to which the kernel adds it, unless it was shown as that of the child', async () => {
		writeProcess(machine, {pid: 5, name: 'sh'});
		writeIo(5, 100);
		writeProcess(machine, {pid: 6, parentPid: 5, userTicks: 1});
		writeIo(6, 5_000_000);
		await nextPass();
		machine.remove('proc/6');
		writeProcess(machine, {pid: 5, name: 'sh', childrenTicks: 2});
		writeIo(5, 5_000_900);
		const {list} = await nextPass();
		assert.equal(list?.[0]?.writeBytesPerSecond, 800);
	});

	it('is no longer that of a child that waits to be reaped', async () => {
		writeProcess(machine, {pid: 6, userTicks: 1});
		writeIo(6, 1000);
		await nextPass();
		writeProcess(machine, {pid: 6, userTicks: 2});
		writeIo(6, 3000);
		assert.equal((await nextPass()).list?.[0]?.writeBytesPerSecond, 2000);
		writeProcess(machine, {pid: 6, userTicks: 2, state: 'Z'});
		assert.equal((await nextPass()).list?.[0]?.writeBytesPerSecond, undefined);
	});
});
