import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseNetDev} from '../../../../source/metrics/linux/procfs/net-dev.js';

const header = [
	'Inter-|   Receive                                                |  Transmit',
	' face |bytes    packets errs drop fifo frame compressed multicast|bytes    packets errs drop fifo colls carrier compressed',
].join('\n');

const quiet = {packets: 0, errors: 0, drops: 0};

const rows = [
	{
		title: 'a typical machine',
		lines: [
			'    lo:    3193      29    0    0    0     0          0         0     3193      29    0    0    0     0       0          0',
			'  eth0: 1527367    4666    1    2    0     0          0         0   342749    2851    3    4    0     0       0          0',
		],
		expected: [
			{
				name: 'lo',
				receive: {...quiet, bytes: 3193, packets: 29},
				send: {...quiet, bytes: 3193, packets: 29},
			},
			{
				name: 'eth0',
				receive: {bytes: 1_527_367, packets: 4666, errors: 1, drops: 2},
				send: {bytes: 342_749, packets: 2851, errors: 3, drops: 4},
			},
		],
	},
	{title: 'a namespace without interfaces', lines: [], expected: []},
	{
		title: 'an alias, whose name holds a colon',
		lines: ['eth0:1: 10 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0'],
		expected: [{name: 'eth0:1', receive: {...quiet, bytes: 10}, send: {...quiet, bytes: 20}}],
	},
	{
		title: 'an old kernel, which puts no space after the colon',
		lines: ['  eth0:4294967295 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0'],
		expected: [{name: 'eth0', receive: {...quiet, bytes: 4_294_967_295}, send: {...quiet, bytes: 20}}],
	},
	{
		title: 'more bytes than a number holds exactly',
		lines: ['  eth0: 9007199254740993 1 0 0 0 0 0 0 36028797018963969 1 0 0 0 0 0 0'],
		expected: [
			{
				name: 'eth0',
				receive: {...quiet, bytes: 2 ** 53, packets: 1},
				send: {...quiet, bytes: 2 ** 55, packets: 1},
			},
		],
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
	['a counter below 0', `${header}\neth0: 18446744073709551615 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0`],
	['a counter that is no number', `${header}\neth0: 10 0 0 0 0 0 0 0 many 0 0 0 0 0 0 0`],
]) {
	test(`invalid net/dev: ${title}`, () => {
		assert.throws(() => parseNetDev(text ?? ''), /\/proc\/net\/dev: expected /);
	});
}

test('net/dev: an invalid line affects only its own interface', () => {
	const odd: string[] = [];
	const lines = [
		'eth0: 10 0 0 0 0 0 0 0 20 0 0 0 0 0 0 0',
		'eth1: 10 0 0',
		'eth2: 10 0 0 0 0 0 0 0 -20 0 0 0 0 0 0 0',
		'',
	];
	assert.deepEqual(
		parseNetDev([header, ...lines].join('\n'), reason => odd.push(reason)).map(({name}) => name),
		['eth0'],
	);
	assert.equal(odd.length, 2);
});
