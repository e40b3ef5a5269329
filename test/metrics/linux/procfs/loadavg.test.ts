import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseLoadavg, parseTaskCount} from '../../../../source/metrics/linux/procfs/loadavg.js';

const rows = [
	{title: 'typical', text: '0.52 1.04 12.30 2/345 6789\n', expected: {load1: 0.52, load5: 1.04, load15: 12.3}},
	{
		title: 'a very loaded machine',
		text: '1024.00 998.10 3.00 900/9999 1\n',
		expected: {load1: 1024, load5: 998.1, load15: 3},
	},
	{title: 'idle', text: '0.00 0.00 0.00 1/1 1\n', expected: {load1: 0, load5: 0, load15: 0}},
];

for (const {title, text, expected} of rows) {
	test(`load averages: ${title}`, () => {
		assert.deepEqual(parseLoadavg(text), expected);
	});
}

for (const text of ['', '0.52 1.04', 'nan nan nan 1/1 1\n', '0.52 1.04 12.3']) {
	test(`invalid load averages: ${JSON.stringify(text)}`, () => {
		assert.throws(() => parseLoadavg(text), /\/proc\/loadavg: expected three averages/);
	});
}

test('the number of processes and threads is the second number of the fourth column', () => {
	assert.equal(parseTaskCount('0.52 1.04 12.30 2/345 6789\n'), 345);
	for (const text of ['', '0.52 1.04 12.30', '0.52 1.04 12.30 2/', '0.52 1.04 12.30 345 6789\n', 'a b c 2/345 6\n']) {
		assert.throws(() => parseTaskCount(text), /\/proc\/loadavg: expected "running\/total"/);
	}
});
