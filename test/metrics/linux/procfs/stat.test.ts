import assert from 'node:assert/strict';
import {Buffer} from 'node:buffer';
import {test} from 'node:test';
import {type CpuTimes, parseBootTime, parseCpuTimes} from '../../../../source/metrics/linux/procfs/stat.js';

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

const malformed: ReadonlyArray<{title: string; text: string; message: RegExp}> = [
	{title: 'empty', text: '', message: /\/proc\/stat: no "cpu" line/},
	{title: 'only cores', text: 'cpu0 1 2 3 4\n', message: /no "cpu" line/},
	{title: 'cut in a number', text: 'cpu  1 2 3 4\ncpu0 1 2 3', message: /ends in the middle of a cpu line/},
	{title: 'three columns', text: 'cpu  1 2 3\n', message: /3 columns, at least 4 expected/},
	{title: 'a negative counter', text: 'cpu  1 2 3 -4\n', message: /"-" in a cpu line/},
];

for (const {title, text, message} of malformed) {
	test(`cpu lines that are refused: ${title}`, () => {
		assert.throws(() => parseCpuTimes(Buffer.from(text)), message);
	});
}

test('the boot time is found behind a long interrupt line', () => {
	const interrupts = ' 0'.repeat(40_000);
	assert.equal(
		parseBootTime(`cpu  1 2 3 4\nintr 9${interrupts}\nctxt 12\nbtime 1795378723\nprocesses 5\n`),
		1_795_378_723,
	);
});

test('a missing boot time is an error, not the epoch', () => {
	assert.throws(() => parseBootTime('cpu  1 2 3 4\n'), /\/proc\/stat: no "btime" line/);
});
