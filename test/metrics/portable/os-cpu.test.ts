import assert from 'node:assert/strict';
import type {CpuInfo} from 'node:os';
import {describe, it} from 'node:test';
import {cpuCollector} from '../../../source/metrics/linux/cpu.js';
import {type IrqTime, osCpuCollector} from '../../../source/metrics/portable/os-cpu.js';
import type {Cpu} from '../../../source/metrics/snapshot.js';

type Times = CpuInfo['times'];

const core = (times: Partial<Times>): {readonly times: Times} => ({
	times: {user: 0, nice: 0, sys: 0, idle: 0, irq: 0, ...times},
});

/** Plays `readings` a second apart and returns what the collector said to each. */
function play(
	readings: ReadonlyArray<ReadonlyArray<{readonly times: Times}>>,
	irqTime: IrqTime = 'beside sys',
	stepMs = 1000,
): ReadonlyArray<Cpu | undefined> {
	let turn = 0;
	const machine = {root: '', nowMs: () => 0, monotonicMs: () => turn * stepMs};
	const collector = osCpuCollector(machine, 1000, irqTime, () => readings[turn] ?? []);
	return readings.map((_, index) => {
		turn = index;
		return collector.collect(AbortSignal.abort()) as Cpu | undefined;
	});
}

describe('osCpuCollector', () => {
	it('is unknown at the first reading', () => {
		assert.deepEqual(play([[core({user: 100, idle: 900})]]), [undefined]);
	});

	it('computes usage between two readings, per core and in total', () => {
		const [, cpu] = play([
			[core({user: 1000, nice: 0, sys: 500, idle: 8000}), core({user: 200, sys: 100, idle: 9000})],
			// 600 + 100 user and nice, 200 system, 100 idle; then 0, 100 and 900.
			[core({user: 1600, nice: 100, sys: 700, idle: 8100}), core({user: 200, sys: 200, idle: 9900})],
		]);
		assert.deepEqual(
			cpu?.cores.map(({id, shares}) => [id, shares?.usedPercent, shares?.userPercent, shares?.systemPercent]),
			[
				[0, 90, 70, 20],
				[1, 10, 0, 10],
			],
		);
		assert.equal(cpu?.total.usedPercent, 50);
		assert.equal(cpu?.total.userPercent, 35);
		assert.equal(cpu?.total.systemPercent, 15);
	});

	it('has no iowait and steal instead of 0', () => {
		const [, cpu] = play([[core({idle: 0})], [core({idle: 1000})]]);
		assert.equal(cpu?.total.usedPercent, 0);
		assert.equal(cpu?.total.iowaitPercent, undefined);
		assert.equal(cpu?.total.stealPercent, undefined);
	});

	it('does not count interrupts twice on Windows', () => {
		const readings = [[core({})], [core({user: 100, sys: 300, irq: 200, idle: 600})]];
		// Windows: 100 + 300 of 1000. Elsewhere: 100 + 300 + 200 of 1200.
		assert.equal(play(readings, 'inside sys')[1]?.total.usedPercent, 40);
		assert.equal(play(readings, 'beside sys')[1]?.total.usedPercent, 50);
	});

	it('restarts when the number of cores changed', () => {
		const four = [core({idle: 10}), core({idle: 10})];
		assert.deepEqual(play([[core({idle: 5})], four]), [undefined, undefined]);
	});

	it('restarts after a suspend', () => {
		assert.deepEqual(play([[core({idle: 5})], [core({idle: 9})]], 'beside sys', 60_000), [undefined, undefined]);
	});

	it('treats a decreasing counter as constant', () => {
		const [, cpu] = play([[core({user: 100, idle: 500})], [core({user: 200, idle: 400})]]);
		assert.equal(cpu?.total.usedPercent, 100);
	});

	it('keeps the last shares, as the same object, when no time passed', () => {
		const busy = [core({user: 300, idle: 100})];
		const [, second, third] = play([[core({})], busy, busy]);
		assert.equal(second?.total.usedPercent, 75);
		assert.equal(third?.total, second?.total);
		assert.equal(third?.cores, second?.cores);
	});

	it('fails when no processor is listed', () => {
		assert.throws(() => play([[]]), /os\.cpus\(\) lists no processor/);
	});

	it('agrees with /proc/stat on this machine', {skip: process.platform !== 'linux'}, () => {
		const machine = {root: '', nowMs: () => Date.now(), monotonicMs: () => performance.now()};
		const fromOs = osCpuCollector(machine, 1000);
		const fromKernel = cpuCollector(machine, 1000);
		fromOs.collect(new AbortController().signal);
		fromKernel.collect(new AbortController().signal);
		const endMs = performance.now() + 400;
		while (performance.now() < endMs) {
			// Gives both something to measure.
		}

		const os = fromOs.collect(new AbortController().signal) as Cpu;
		const kernel = fromKernel.collect(new AbortController().signal) as Cpu;
		fromKernel[Symbol.dispose]?.();
		assert.equal(os.cores.length, kernel.cores.length);
		// os.cpus() sees neither iowait nor steal: leave them out of the kernel's whole, too.
		const seenPercent = 100 - (kernel.total.iowaitPercent ?? 0) - (kernel.total.stealPercent ?? 0);
		const expectedPercent = (100 * (kernel.total.userPercent ?? Number.NaN)) / seenPercent;
		const userPercent = os.total.userPercent ?? 0;
		assert.ok(userPercent > 0);
		assert.ok(
			Math.abs(userPercent - expectedPercent) < 10,
			`user ${userPercent} % by os.cpus(), ${expectedPercent} % by /proc/stat`,
		);
	});
});
