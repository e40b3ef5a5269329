import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNetDev} from '../../../../source/metrics/linux/procfs/net-dev.js';

const header = [
	'Inter-|   Receive                                                |  Transmit',
	' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
].join('\n');

const rows = [
	{
		title: 'a typical machine',
		lines: [
			'    lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0       0          0',
			'  eth0: 1527367    4666    1    2    0     0          0         0   342749    2851    3    4    0     0       0          0',
		],
		expected: [
			{name: 'lo', receivedBytes: 3193, sentBytes: 3193, errors: 0},
			{name: 'eth0', receivedBytes: 1_527_367, sentBytes: 342_749, errors: 10},
		],
	},
	{title: 'a namespace without interfaces', lines: [], expected: []},
	{
		title: 'an alias, whose name holds a colon',
		lines: ['eth0:1: 10 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0'],
		expected: [{name: 'eth0:1', receivedBytes: 10, sentBytes: 20, errors: 0}],
	},
	{
		title: 'an old kernel, which puts no space after the colon',
		lines: ['  eth0:4294967295 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0'],
		expected: [{name: 'eth0', receivedBytes: 4_294_967_295, sentBytes: 20, errors: 0}],
	},
];

for (const {title, lines, expected} of rows) {
	test(`net/dev: ${title}`, () => {
		assert.deepEqual(parseNetDev([header, ...lines, ''].join('\n')), expected);
	});
}

for (const [title, text] of [
	['an empty file', ''],
	['half a header', 'Inter-|   Receive |  Transmit'],
	['a line cut short', `${header}\n  eth0: 1527367 4666 0 0`],
	['a line without a name', `${header}\n 10 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0`],
	['a counter that is no number', `${header}\neth0: 10 0 0 0 0 0 0 0 many 0 0 0 0 0 0 0`],
]) {
	test(`net/dev that is refused: ${title}`, () => {
		assert.throws(() => parseNetDev(text ?? ''), /\/proc\/net\/dev: expected /);
	});
}
