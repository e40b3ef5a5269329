import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {performance} from 'node:perf_hooks';
import {test} from 'node:test';
import {setTimeout as delay} from 'node:timers/promises';
import fc from 'fast-check';
import {cpuCollector} from '../../../source/metrics/linux/cpu.js';
import type {CpuShares} from '../../../source/metrics/snapshot.js';
import {collect, fixtureMachine} from '../../helpers/fixture-machine.js';
import {cpu} from '../../helpers/samples.js';

const intervalMs = 500;

/** `/proc/stat` with these `cpu` lines. */
function stat(...lines: readonly string[]): string {
	return `${lines.join('\n')}\nintr 5 0 0\nctxt 9\nbtime 1795378723\n`;
}

/** Returns the shares; used is the sum without iowait. `parts` are inside user and system. */
function shares(
	user: number,
	system: number,
	iowait: number,
	steal: number,
	parts: {readonly nice?: number; readonly irq?: number; readonly softirq?: number} = {},
): CpuShares {
	return {
		usedPercent: user + system + steal,
		userPercent: user,
		systemPercent: system,
		iowaitPercent: iowait,
		stealPercent: steal,
		nicePercent: parts.nice ?? 0,
		irqPercent: parts.irq ?? 0,
		softirqPercent: parts.softirq ?? 0,
	};
}

const busy = shares(100, 0, 0, 0);
const idle = shares(0, 0, 0, 0);

//      user nice system idle iowait irq softirq steal guest guest_nice
const rows: ReadonlyArray<{title: string; before: string; after: string; expected: CpuShares}> = [
	{
		title: 'every kind of time',
		before: 'cpu  100 10 50 800 50 1 2 3 0 0',
		after: 'cpu  130 20 70 900 70 6 7 13 0 0', // 200 ticks: 40 user, 30 system, 20 iowait, 10 steal
		expected: shares(20, 15, 10, 5, {nice: 5, irq: 2.5, softirq: 2.5}),
	},
	{
		title: 'guests are already inside user and nice',
		before: 'cpu  100 100 0 100 0 0 0 0 100 100',
		after: 'cpu  130 110 0 160 0 0 0 0 130 110', // 100 ticks: 40 user, all of them guests
		expected: shares(40, 0, 0, 0, {nice: 10}),
	},
	{
		title: 'an old kernel with four columns',
		before: 'cpu  1000 0 500 8000',
		after: 'cpu  1025 0 525 8150', // 200 ticks: 25 user, 25 system
		expected: shares(12.5, 12.5, 0, 0),
	},
	{
		title: 'iowait stepping back counts as no iowait',
		before: 'cpu  100 0 0 1000 500 0 0 0 0 0',
		after: 'cpu  120 0 0 1080 490 0 0 0 0 0', // 100 ticks: 20 user
		expected: shares(20, 0, 0, 0),
	},
	{
		title: 'idle stepping back counts as no idle time',
		before: 'cpu  100 0 0 1000 500 0 0 0 0 0',
		after: 'cpu  110 0 0 998 510 0 0 0 0 0', // 20 ticks: 10 user, 10 iowait
		expected: shares(50, 0, 50, 0),
	},
	{
		title: 'nothing but work',
		before: 'cpu  0 0 0 100',
		after: 'cpu  50 0 0 100',
		expected: busy,
	},
];

for (const {title, before, after, expected} of rows) {
	test(`shares of processor time: ${title}`, async () => {
		using machine = fixtureMachine({'proc/stat': stat(before)});
		using collector = cpuCollector(machine, intervalMs);
		assert.equal(await collect(collector), undefined, 'the first reading has nothing to compare with');
		machine.write('proc/stat', stat(after));
		machine.advance(intervalMs);
		assert.deepEqual((await collect(collector))?.total, expected);
	});
}

test('cores are identified by number: one goes offline and comes back', async () => {
	using machine = fixtureMachine({
		'proc/stat': stat('cpu  0 0 0 300', 'cpu0 0 0 0 100', 'cpu1 0 0 0 100', 'cpu2 0 0 0 100'),
	});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);

	const next = async (...lines: readonly string[]) => {
		machine.write('proc/stat', stat(...lines));
		machine.advance(intervalMs);
		return (await collect(collector))?.cores;
	};

	// Core 1 is offline, core 2 is busy.
	assert.deepEqual(await next('cpu  50 0 0 350', 'cpu0 0 0 0 150', 'cpu2 50 0 0 100'), [
		{id: 0, shares: idle},
		{id: 2, shares: busy},
	]);
	// Core 1 comes back with counters that started over.
	assert.deepEqual(await next('cpu  100 0 0 405', 'cpu0 0 0 0 200', 'cpu1 0 0 0 5', 'cpu2 100 0 0 100'), [
		{id: 0, shares: idle},
		{id: 1, shares: undefined},
		{id: 2, shares: busy},
	]);
	assert.deepEqual(await next('cpu  200 0 0 455', 'cpu0 0 0 0 250', 'cpu1 50 0 0 5', 'cpu2 150 0 0 100'), [
		{id: 0, shares: idle},
		{id: 1, shares: busy},
		{id: 2, shares: busy},
	]);
});

test('a core that was offline between two readings has no usage once', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 9000', 'cpu0 0 0 0 4000', 'cpu1 0 0 0 5000')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', stat('cpu  2 0 0 9096', 'cpu0 0 0 0 4050', 'cpu1 2 0 0 10'));
	machine.advance(intervalMs);
	assert.deepEqual((await collect(collector))?.cores, [
		{id: 0, shares: idle},
		{id: 1, shares: undefined},
	]);
	machine.write('proc/stat', stat('cpu  27 0 0 9171', 'cpu0 0 0 0 4100', 'cpu1 27 0 0 35'));
	machine.advance(intervalMs);
	assert.deepEqual((await collect(collector))?.cores[1], {id: 1, shares: shares(50, 0, 0, 0)});
});

test('there is a gap after all counters decreased', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  5000 0 0 5000')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', stat('cpu  10 0 0 10'));
	machine.advance(intervalMs);
	assert.equal(await collect(collector), undefined);
	machine.write('proc/stat', stat('cpu  10 0 0 60'));
	machine.advance(intervalMs);
	assert.deepEqual((await collect(collector))?.total, idle);
});

test('a suspend leaves a gap', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 100')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', stat('cpu  9000 0 0 100'));
	machine.advance(3_600_000);
	assert.equal(await collect(collector), undefined);
	machine.write('proc/stat', stat('cpu  9010 0 0 140'));
	machine.advance(intervalMs);
	assert.deepEqual((await collect(collector))?.total, shares(20, 0, 0, 0));
});

test('while no tick passes the last usage is returned as the same object', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 100', 'cpu0 0 0 0 100')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.advance(intervalMs);
	assert.equal(await collect(collector), undefined, 'no tick has passed yet');
	machine.write('proc/stat', stat('cpu  10 0 0 140', 'cpu0 10 0 0 140'));
	machine.advance(intervalMs);
	const cpu = await collect(collector);
	assert.deepEqual(cpu?.total, shares(20, 0, 0, 0));
	machine.advance(intervalMs);
	const again = await collect(collector);
	assert.equal(again?.total, cpu?.total);
	assert.equal(again?.cores, cpu?.cores);
});

/** Returns `/proc/stat` with these counters after an idle `cpu` line. */
function counted(ticks: number, {interrupts = 0, switches = 0, forks = 0, running = 1, blocked = 0}): string {
	const tail = `ctxt ${switches}\nbtime 1795378723\nprocesses ${forks}\nprocs_running ${running}\nprocs_blocked ${blocked}\n`;
	return `cpu  0 0 0 ${ticks}\nintr ${interrupts} 9 ${'0 '.repeat(5000)}\n${tail}softirq 77 1 2 3\n`;
}

test('runnable and blocked tasks are counted without the reader, and switches, interrupts and forks per second', async () => {
	using machine = fixtureMachine({'proc/stat': counted(100, {interrupts: 1000, switches: 5000, forks: 70})});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', counted(200, {interrupts: 1100, switches: 6000, forks: 75, running: 5, blocked: 2}));
	machine.advance(intervalMs);
	const {total: _, cores: __, counters, ...load} = (await collect(collector)) ?? cpu(0);
	assert.deepEqual(load, {
		runnableTasks: 4,
		blockedTasks: 2,
		contextSwitchesPerSecond: 2000,
		interruptsPerSecond: 200,
		forksPerSecond: 10,
	});
	assert.equal(counters?.interrupts, 1100);
});

test('a counter that decreased or is missing has no rate, and the others stay', async () => {
	using machine = fixtureMachine({'proc/stat': counted(100, {switches: 5000, forks: 70})});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', 'cpu  0 0 0 200\nintr \nctxt 10\nprocesses 72\nprocs_running x\nprocs_blocked 1');
	machine.advance(intervalMs);
	const {total: _, cores: __, counters: ___, ...load} = (await collect(collector)) ?? cpu(0);
	assert.deepEqual(load, {
		runnableTasks: undefined,
		blockedTasks: 1,
		contextSwitchesPerSecond: undefined,
		interruptsPerSecond: undefined,
		forksPerSecond: 4,
	});
});

test('the counters of the kernel are in seconds, by core and mode', async () => {
	const counters = 'cpu1 100 20 50 1400 50 1 2 3 9 9';
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 1', 'cpu1 0 0 0 1')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', `${stat('cpu  100 20 50 1400 50 1 2 3', counters)}processes 4711\n`);
	machine.advance(intervalMs);
	assert.deepEqual((await collect(collector))?.counters, {
		cores: new Map([
			[1, {user: 1, nice: 0.2, system: 0.5, idle: 14, iowait: 0.5, irq: 0.01, softirq: 0.02, steal: 0.03}],
		]),
		contextSwitches: 9,
		forks: 4711,
		interrupts: 5,
	});
});

test('an invalid line affects only its own core, with a reason, and an invalid total affects all', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 0 1', 'cpu0 0 0 0 0', 'cpu1 0 0 0 0')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', stat('cpu  50 0 0 150 1', 'cpu0 25 0 0 75', 'cpu1 17'));
	machine.advance(intervalMs);
	const cpu = await collect(collector);
	assert.deepEqual(
		cpu?.cores.map(({id, shares}) => [id, shares?.usedPercent]),
		[
			[0, 25],
			[1, undefined],
		],
	);
	assert.match(collector.gaps?.()?.['cores[1]'] ?? '', /the "cpu1" line has fewer than 4/);
	machine.write('proc/stat', stat('cpu  4294966993160', 'cpu0 50 0 0 150'));
	machine.advance(intervalMs);
	await assert.rejects(async () => collect(collector), /\/proc\/stat: the "cpu" line has fewer than 4/);
});

test('unchanged cores keep their identity', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 0 1', 'cpu0 0 0 0 0', 'cpu1 0 0 0 0')});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', stat('cpu  0 0 0 100 1', 'cpu0 0 0 0 50', 'cpu1 0 0 0 50'));
	machine.advance(intervalMs);
	const before = await collect(collector);
	machine.write('proc/stat', stat('cpu  50 0 0 150 1', 'cpu0 0 0 0 100', 'cpu1 50 0 0 50'));
	machine.advance(intervalMs);
	const after = await collect(collector);
	assert.notEqual(after, before);
	assert.equal(after?.cores[0], before?.cores[0]);
	assert.notEqual(after?.cores[1], before?.cores[1]);
});

test('an interrupt line of tens of kilobytes does no harm', async () => {
	const interrupts = `intr 1${' 0'.repeat(30_000)}\n`;
	using machine = fixtureMachine({'proc/stat': `cpu  0 0 0 100\n${interrupts}`});
	using collector = cpuCollector(machine, intervalMs);
	await collect(collector);
	machine.write('proc/stat', `cpu  25 0 0 175\n${interrupts}`);
	machine.advance(intervalMs);
	assert.deepEqual((await collect(collector))?.total, shares(25, 0, 0, 0));
});

test('a sandbox without processor accounting is unsupported, not idle', async () => {
	using machine = fixtureMachine({'proc/stat': stat('cpu  0 0 0 0 0 0 0 0 0 0', 'cpu0 0 0 0 0 0 0 0 0 0 0')});
	using collector = cpuCollector(machine, intervalMs);
	await assert.rejects(collect(collector), {name: 'UnavailableError', state: 'unsupported'});
});

test('shares are between 0 and 100 for any counters', async () => {
	const counters = fc.array(fc.nat({max: 2 ** 40}), {minLength: 4, maxLength: 10});
	await fc.assert(
		fc.asyncProperty(counters, counters, async (before, after) => {
			using machine = fixtureMachine({'proc/stat': stat(`cpu  ${before.join(' ')}`)});
			using collector = cpuCollector(machine, intervalMs);
			// Counters that are all zero are another matter.
			fc.pre(before.some(ticks => ticks > 0) && after.some(ticks => ticks > 0));
			await collect(collector);
			machine.write('proc/stat', stat(`cpu  ${after.join(' ')}`));
			machine.advance(intervalMs);
			for (const percent of Object.values((await collect(collector))?.total ?? {})) {
				assert.ok(percent !== undefined && percent >= 0 && percent <= 100, `${percent} %`);
			}
		}),
		{numRuns: 100},
	);
});

test('the shares are those of this machine', {skip: process.platform !== 'linux'}, async () => {
	const readTotal = (): readonly number[] =>
		(readFileSync('/proc/stat', 'utf8').split('\n')[0] ?? '').split(/ +/).slice(1, 9).map(Number);
	using collector = cpuCollector({root: '', monotonicMs: () => performance.now(), nowMs: Date.now}, intervalMs);
	const before = readTotal();
	await collect(collector);
	const endMs = performance.now() + intervalMs / 2;
	while (performance.now() < endMs) {
		// Work, so that there is something to measure.
	}

	await delay(intervalMs / 2);
	const cpu = await collect(collector);
	const after = readTotal();

	const grown = after.map((ticks, index) => Math.max(0, ticks - (before[index] ?? 0)));
	const sum = grown.reduce((total, ticks) => total + ticks, 0);
	const expected = 100 * (1 - ((grown[3] ?? 0) + (grown[4] ?? 0)) / sum);
	assert.ok(cpu !== undefined);
	assert.ok(Math.abs(cpu.total.usedPercent - expected) < 10, `${cpu.total.usedPercent} %, by hand ${expected} %`);
	const cores = readFileSync('/proc/stat', 'utf8').match(/^cpu\d+ /gm) ?? [];
	assert.deepEqual(
		cpu.cores.map(({id}) => `cpu${id} `),
		cores,
	);
});
