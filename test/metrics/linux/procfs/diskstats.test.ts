import assert from 'node:assert/strict';
import {test} from 'node:test';
import {diskstatsParser, parseDiskstats} from '../../../../source/metrics/linux/procfs/diskstats.js';

const noDiscards = {
	discards: undefined,
	discardsMerged: undefined,
	discardedBytes: undefined,
	discardMs: undefined,
	flushes: undefined,
	flushMs: undefined,
};

/** 2000 sectors of 512 bytes read, 600 written, 4321 ms busy. */
const expected = {
	deviceNumber: '8:0',
	name: 'sda',
	reads: 100,
	readsMerged: 5,
	readBytes: 1_024_000,
	readMs: 70,
	writes: 50,
	writesMerged: 6,
	writtenBytes: 307_200,
	writeMs: 90,
	inFlight: 2,
	busyMs: 4321,
	weightedMs: 160,
	...noDiscards,
};

const discards = {discards: 11, discardsMerged: 12, discardedBytes: 6656, discardMs: 14};

const rows = [
	{
		title: '14 columns, as since Linux 2.6.25',
		text: '   8       0 sda 100 5 2000 70 50 6 600 90 2 4321 160\n',
		expected: [expected],
	},
	{
		title: '18 columns with discards',
		text: '   8       0 sda 100 5 2000 70 50 6 600 90 2 4321 160 11 12 13 14\n',
		expected: [{...expected, ...discards}],
	},
	{
		title: '20 columns with flushes',
		text: '   8       0 sda 100 5 2000 70 50 6 600 90 2 4321 160 11 12 13 14 15 16\n',
		expected: [{...expected, ...discards, flushes: 15, flushMs: 16}],
	},
	{
		title: '7 columns of an old partition, which has no busy time',
		text: '   8       1 sda1 100 2000 50 600\n',
		expected: [
			{
				...expected,
				deviceNumber: '8:1',
				name: 'sda1',
				readsMerged: undefined,
				readMs: undefined,
				writesMerged: undefined,
				writeMs: undefined,
				inFlight: undefined,
				busyMs: undefined,
				weightedMs: undefined,
			},
		],
	},
	{
		title: 'wide numbers and a name with a slash',
		text: [' 104       0 cciss/c0d0 1 0 8589934592 0 0 0 2 0 0 0 0', ''].join('\n'),
		expected: [
			{
				deviceNumber: '104:0',
				name: 'cciss/c0d0',
				reads: 1,
				readsMerged: 0,
				readBytes: 4_398_046_511_104,
				readMs: 0,
				writes: 0,
				writesMerged: 0,
				writtenBytes: 1024,
				writeMs: 0,
				inFlight: 0,
				busyMs: 0,
				weightedMs: 0,
				...noDiscards,
			},
		],
	},
	{
		title: 'requests in flight below 0, as some kernels wrote them',
		text: '   8       0 sda 100 5 2000 70 50 6 600 90 -1 4321 160\n',
		expected: [{...expected, inFlight: undefined}],
	},
	{
		title: 'columns that a later kernel adds, and a time that is no number',
		text: '   8       0 sda 100 5 2000 x 50 6 600 90 2 4321 160 11 12 13 14 15 16 17 18 19\n',
		expected: [{...expected, readMs: undefined, ...discards, flushes: 15, flushMs: 16}],
	},
	{title: 'no devices', text: '', expected: []},
];

for (const {title, text, expected} of rows) {
	test(`diskstats: ${title}`, () => {
		assert.deepEqual(parseDiskstats(text), expected);
	});
}

for (const line of [
	'8 0 sda',
	'8 0 sda 100 5 2000',
	'8 0 sda 100 5 2000 70 50 6 600 90 2 4321',
	'8 0 sda 100 5 -2000 70 50 6 600 90 2 4321 160',
	'8 0 sda 100 5 x 70 50 6 600 90 2 4321 160',
]) {
	test(`invalid diskstats: ${line}`, () => {
		assert.throws(() => parseDiskstats(`${line}\n`), new RegExp(`/proc/diskstats: expected .*, found "${line}"`));
	});
}

test('diskstats: an invalid line affects only its own device', () => {
	const sound = '8 0 sda 100 5 2000 70 50 6 600 90 2 4321 160';
	const odd: string[] = [];
	const devices = parseDiskstats(
		`${sound}\n8 16 sdb 100 5 20\n8 32 sdc 1 1 99999999999999999999 1 1 1 1 1 0 1 1\n`,
		reason => odd.push(reason),
	);
	assert.deepEqual(devices, [expected]);
	assert.equal(odd.length, 2);
	assert.match(odd[0] ?? '', /found "8 16 sdb 100 5 20"/);
});

test('diskstats: a device whose line did not change is the same object', () => {
	const parse = diskstatsParser();
	const idle = '8 16 sdb 100 5 2000 70 50 6 600 90 0 4321 160\n';
	const [first] = parse(`${idle}8 0 sda 1 1 1 1 1 1 1 1 0 1 1\n`);
	const [second, changed] = parse(`${idle}8 0 sda 2 1 1 1 1 1 1 1 0 1 1\n`);
	assert.equal(second, first);
	assert.equal(changed?.reads, 2);
	assert.equal(parse('')[0], undefined);
});
