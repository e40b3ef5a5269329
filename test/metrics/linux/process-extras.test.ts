import assert from 'node:assert/strict';
import {afterEach, beforeEach, describe, it} from 'node:test';
import {processesCollector} from '../../../source/metrics/linux/processes.js';
import type {Process} from '../../../source/metrics/snapshot.js';
import {collect, type FixtureMachine, fixtureMachine} from '../../helpers/fixture-machine.js';
import {kernelFiles, writeProcess} from './process-fixture.js';

const cadenceMs = 2000;

let machine: FixtureMachine;
let shownPids: readonly number[] = [];
let collector: ReturnType<typeof processesCollector>;

beforeEach(() => {
	machine = fixtureMachine(kernelFiles);
	shownPids = [];
	collector = processesCollector(machine, {cadenceMs, isListRequested: () => true, shownPids: () => shownPids});
});

afterEach(() => {
	collector[Symbol.dispose]();
	machine[Symbol.dispose]();
});

async function nextPass(afterMs = cadenceMs): Promise<(pid: number) => Process> {
	machine.advance(afterMs);
	const list = (await collect(collector))?.list ?? [];
	return pid => list.find(process => process.pid === pid) ?? assert.fail(`no process ${pid}`);
}

function writeIo(pid: number, read: number, written: number): void {
	machine.write(
		`proc/${pid}/io`,
		`rchar: 1\nwchar: 2\nsyscr: 3\nsyscw: 4\nread_bytes: ${read}\nwrite_bytes: ${written}\ncancelled_write_bytes: 0\n`,
	);
}

describe('the I/O of a process', () => {
	it('is a rate over the time since it was last read', async () => {
		writeProcess(machine, {pid: 3, userTicks: 1});
		writeIo(3, 1000, 500);
		const first = (await nextPass())(3);
		assert.deepEqual([first.readBytesPerSecond, first.writeBytesPerSecond], [undefined, undefined]);
		writeProcess(machine, {pid: 3, userTicks: 5});
		writeIo(3, 9000, 500);
		const second = (await nextPass())(3);
		assert.deepEqual([second.readBytesPerSecond, second.writeBytesPerSecond], [4000, 0]);
	});

	it('is unknown where it is not permitted, and tried again after a minute', async () => {
		writeProcess(machine, {pid: 3, userTicks: 1});
		await nextPass();
		writeIo(3, 1000, 0);
		shownPids = [3];
		const denied = (await nextPass())(3);
		assert.deepEqual([denied.readBytesPerSecond, denied.writeBytesPerSecond], [undefined, undefined]);
		await nextPass(60_000);
		writeIo(3, 5000, 0);
		assert.equal((await nextPass())(3).readBytesPerSecond, 2000);
	});

	it('counts from the start of a process that started since the last pass', async () => {
		writeProcess(machine, {pid: 3});
		await nextPass();
		writeProcess(machine, {pid: 4, startTicks: 2000});
		writeIo(4, 0, 6000);
		assert.equal((await nextPass())(4).writeBytesPerSecond, 3000);
	});

	it('is not compared with that of an earlier process with the same pid', async () => {
		writeProcess(machine, {pid: 3, startTicks: 1000});
		writeIo(3, 1_000_000, 0);
		await nextPass();
		writeProcess(machine, {pid: 3, startTicks: 1200});
		writeIo(3, 2000, 0);
		assert.equal((await nextPass())(3).readBytesPerSecond, 1000);
	});

	it('of all processes is read within a few passes, also of idle ones', async () => {
		for (let pid = 100; pid < 160; pid++) {
			writeProcess(machine, {pid});
			writeIo(pid, 0, 0);
		}

		await nextPass();
		for (let pid = 100; pid < 160; pid++) {
			writeIo(pid, 30_000, 0);
		}

		const seen = new Set<number>();
		for (let pass = 0; pass < 16; pass++) {
			const processOf = await nextPass();
			for (let pid = 100; pid < 160; pid++) {
				if ((processOf(pid).readBytesPerSecond ?? 0) > 0) {
					seen.add(pid);
				}
			}
		}

		assert.equal(seen.size, 60);
	});

	it('of a process that used the processor is read in the next pass', async () => {
		for (let pid = 100; pid < 400; pid++) {
			writeProcess(machine, {pid});
			writeIo(pid, 0, 0);
		}

		await nextPass();
		for (let pid = 200; pid < 300; pid++) {
			writeProcess(machine, {pid, systemTicks: 1});
			writeIo(pid, 0, 4000);
		}

		const processOf = await nextPass();
		for (let pid = 200; pid < 300; pid++) {
			assert.equal(processOf(pid).writeBytesPerSecond, 2000);
		}
	});
});

describe('the files of a process', () => {
	it('give run delay, swap, open files, control group and wait channel', async () => {
		machine.write('proc/swaps', 'Filename\tType\tSize\tUsed\tPriority\n/dev/zram0  partition\t1024\t512\t-2\n');
		writeProcess(machine, {pid: 3, state: 'D'});
		machine.write('proc/3/status', 'Name:\tx\nVmSwap:\t      64 kB\nThreads:\t1\n');
		machine.write('proc/3/limits', 'Max open files            1024                 4096                 files     \n');
		machine.write('proc/3/cgroup', '0::/system.slice/größe.service\n');
		machine.write('proc/3/schedstat', '5000 1000000000 7\n');
		machine.write('proc/3/wchan', 'blk_mq_get_tag');
		machine.write('proc/3/statm', '9000 120 30 100 0 500 0\n');
		const first = (await nextPass())(3);
		assert.deepEqual(
			[first.swapBytes, first.maxOpenFiles, first.groupPath, first.waitChannel, first.sharedBytes],
			[65_536, 1024, '/system.slice/größe.service', 'blk_mq_get_tag', 30 * 4096],
		);
		assert.equal(first.runDelayPercent, undefined);

		machine.write('proc/3/schedstat', '5000 1500000000 9\n');
		writeProcess(machine, {pid: 3, state: 'S', userTicks: 1});
		const second = (await nextPass())(3);
		assert.deepEqual([second.runDelayPercent, second.waitChannel], [25, undefined]);
	});

	it('are undefined each for itself where they are missing or invalid', async () => {
		writeProcess(machine, {pid: 3, state: 'D', userTicks: 1});
		for (const file of ['status', 'limits', 'cgroup', 'schedstat', 'wchan', 'io', 'statm']) {
			machine.write(`proc/3/${file}`, '\0\u{1B}[2J garbage');
		}

		await nextPass();
		const {groupPath, swapBytes, sharedBytes, runDelayPercent, readBytesPerSecond, maxOpenFiles, waitChannel, name} = (
			await nextPass()
		)(3);
		assert.deepEqual(
			[groupPath, swapBytes, sharedBytes, runDelayPercent, readBytesPerSecond, maxOpenFiles, waitChannel],
			Array.from({length: 7}, () => undefined),
		);
		assert.equal(name, 'quiet');
	});

	it('have the function of the stack where the kernel hides the wait channel', async () => {
		writeProcess(machine, {pid: 3, state: 'D'});
		machine.write('proc/3/wchan', '0');
		machine.write('proc/3/stack', '[<0>] vfork_wait.part.0+0x12/0x30\n[<0>] do_syscall_64+0x5e/0x90\n');
		assert.equal((await nextPass())(3).waitChannel, 'vfork_wait.part.0');
	});

	it('are not read for swap while no swap is used', async () => {
		machine.write('proc/swaps', 'Filename\tType\tSize\tUsed\tPriority\n/dev/sda2  partition\t1024\t0\t-2\n');
		writeProcess(machine, {pid: 3});
		assert.equal((await nextPass())(3).swapBytes, 0);
	});

	it('show another control group within a minute or two', async () => {
		writeProcess(machine, {pid: 3});
		machine.write('proc/3/cgroup', '0::/a\n');
		assert.equal((await nextPass())(3).groupPath, '/a');
		machine.write('proc/3/cgroup', '0::/b\n');
		assert.equal((await nextPass())(3).groupPath, '/a');
		assert.equal((await nextPass(60_000))(3).groupPath, '/b');
	});

	it('of processes with a request are read in each pass', async () => {
		for (let pid = 100; pid < 200; pid++) {
			writeProcess(machine, {pid, residentPages: 1000 - pid});
			writeIo(pid, 0, 0);
		}

		shownPids = [150, 190, 7];
		await nextPass();
		for (const bytes of [2000, 4000, 6000]) {
			writeIo(150, bytes, 0);
			writeIo(190, 0, bytes);
			const processOf = await nextPass();
			assert.equal(processOf(150).readBytesPerSecond, 1000);
			assert.equal(processOf(190).writeBytesPerSecond, 1000);
		}
	});

	it('of a terminated process are not read', async () => {
		writeProcess(machine, {pid: 3, state: 'Z'});
		writeIo(3, 0, 0);
		machine.write('proc/3/cgroup', '0::/a\n');
		assert.equal((await nextPass())(3).groupPath, undefined);
	});

	it('are read for a bounded time when they are slow', async () => {
		for (let pid = 100; pid < 400; pid++) {
			writeProcess(machine, {pid});
			machine.write(`proc/${pid}/cgroup`, '0::/a\n');
		}

		machine.slowDown(1);
		machine.advance(cadenceMs);
		const list = (await collect(collector))?.list ?? [];
		const read = list.filter(({groupPath}) => groupPath === '/a').length;
		assert.ok(read > 0 && read < 100, `${read} of 300 were read`);
	});
});
