import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {
	type CpuTimes,
	parseCpuTimes,
	parseInterrupts,
	parseStatCounter,
} from '../../../../source/metrics/linux/procfs/stat.js';

const zero: CpuTimes = {user: 0, nice: 0, system: 0, idle: 0, iowait: 0, irq: 0, softirq: 0, steal: 0};

const rows: ReadonlyArray<{title: string; text: string; total: CpuTimes; cores: ReadonlyArray<[number, CpuTimes]>}> = [
	{
		title: 'typical',
		text: 'cpu  40 2 30 900 5 1 3 7 6 1\ncpu0 40 2 30 900 5 1 3 7 6 1\nintr 253626 0 0\nctxt 1\nbtime 1795378723\n',
		total: {user: 40, nice: 2, system: 30, idle: 900, iowait: 5, irq: 1, softirq: 3, steal: 7},
		cores: [[0, {user: 40, nice: 2, system: 30, idle: 900, iowait: 5, irq: 1, softirq: 3, steal: 7}]],
	},
	{
		title: 'an old kernel with four columns',
		text: 'cpu  10 20 30 40\ncpu0 10 20 30 40\n',
		total: {...zero, user: 10, nice: 20, system: 30, idle: 40},
		cores: [[0, {...zero, user: 10, nice: 20, system: 30, idle: 40}]],
	},
	{
		title: 'a core offline: its number is missing',
		text: 'cpu  3 0 0 0\ncpu0 1 0 0 0\ncpu2 2 0 0 0\ncpu10 0 0 0 0\n',
		total: {...zero, user: 3},
		cores: [
			[0, {...zero, user: 1}],
			[2, {...zero, user: 2}],
			[10, zero],
		],
	},
	{
		title: 'counters beyond 32 bits',
		text: 'cpu  6000000000 0 0 9000000000000 0 0 0 0 0 0\n',
		total: {...zero, user: 6_000_000_000, idle: 9_000_000_000_000},
		cores: [],
	},
	{
		title: 'rubbish behind the cpu lines is never looked at',
		text: 'cpu  1 0 0 0\nintr ### \u0000 cpu',
		total: {...zero, user: 1},
		cores: [],
	},
];

for (const {title, text, total, cores} of rows) {
	test(`the cpu lines: ${title}`, () => {
		const table = parseCpuTimes(Buffer.from(text));
		assert.deepEqual(table.total, total);
		assert.deepEqual([...table.cores], cores);
	});
}

const odd: ReadonlyArray<{title: string; text: string; total: CpuTimes | undefined; core: CpuTimes | undefined}> = [
	{
		title: 'the total is one number',
		text: 'cpu  4294966993160\ncpu0 1 0 0 0\n',
		total: undefined,
		core: {...zero, user: 1},
	},
	{title: 'a core has three columns', text: 'cpu  1 0 0 0\ncpu0 1 0 0\n', total: {...zero, user: 1}, core: undefined},
	{title: 'a core counts backwards', text: 'cpu  1 0 0 0\ncpu0 1 0 0 -4\n', total: {...zero, user: 1}, core: undefined},
	{title: 'the file ends in a number', text: 'cpu  1 0 0 0\ncpu0 1 0 0 3', total: {...zero, user: 1}, core: undefined},
	{title: 'there is no total', text: 'cpu0 1 0 0 0\n', total: undefined, core: {...zero, user: 1}},
];

for (const {title, text, total, core} of odd) {
	test(`an invalid cpu line does not affect others: ${title}`, () => {
		const table = parseCpuTimes(Buffer.from(text));
		assert.deepEqual(table.total, total);
		assert.deepEqual([...table.cores], [[0, core]]);
	});
}

test('an impossible processor number is skipped', () => {
	const table = parseCpuTimes(Buffer.from('cpu  1 0 0 0\ncpu4294967295 1 0 0 0\ncpux 1 0 0 0\ncpu1 1 0 0 0\n'));
	assert.deepEqual([...table.cores.keys()], [1]);
});

test('a file without cpu lines is rejected', () => {
	for (const text of ['', 'btime 1\n']) {
		assert.throws(() => parseCpuTimes(Buffer.from(text)), /\/proc\/stat: no "cpu" line/);
	}
});

test('the other counters are found after a long interrupt line', () => {
	const stat = Buffer.from(`cpu  1 2 3 4\nintr 9${' 0'.repeat(40_000)}\nctxt 12\nbtime 1795378723\nprocesses 5\n`);
	assert.equal(parseStatCounter(stat, 'ctxt'), 12);
	assert.equal(parseStatCounter(stat, 'btime'), 1_795_378_723);
	assert.equal(parseStatCounter(stat, 'processes'), 5);
});

test('a missing or invalid counter is unknown, not 0', () => {
	assert.equal(parseStatCounter(Buffer.from('cpu  1 2 3 4\n'), 'btime'), undefined);
	assert.equal(parseStatCounter(Buffer.from('cpu  1 2 3 4\nbtime \nctxt -1\n'), 'btime'), undefined);
	assert.equal(parseStatCounter(Buffer.from('cpu  1 2 3 4\nbtime \nctxt -1\n'), 'ctxt'), undefined);
});

test('the number of interrupts is the first column of its line, of any length', () => {
	for (const [text, expected] of [
		[`cpu  1 2 3 4\nintr 42918 ${'7 '.repeat(40_000)}\nctxt 12\n`, 42_918],
		['cpu  1 2 3 4\nintr 5\nctxt 12\n', 5],
		['cpu  1 2 3 4\nintr \nctxt 12\n', undefined],
		['cpu  1 2 3 4\nintr -1 5\n', undefined],
		['cpu  1 2 3 4\nintr 184467440737095516150 5\n', undefined],
		['cpu  1 2 3 4\n', undefined],
	] as const) {
		assert.equal(parseInterrupts(Buffer.from(text)), expected, JSON.stringify(text.slice(0, 40)));
	}
});
