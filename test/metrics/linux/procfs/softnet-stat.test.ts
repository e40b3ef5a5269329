import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseSoftnetStat} from '../../../../source/metrics/linux/procfs/softnet-stat.js';

const rows = [
	{
		title: 'two processors of Linux 6',
		text: '0065a261 00000147 00000010 00000000 00000000\n006cd715 000002f2 00000001 00000000 00000000\n',
		expected: {drops: 0x1_47 + 0x2_f2, squeezes: 0x11},
	},
	{
		title: 'the nine columns of Linux 2.6',
		text: '000d0ab8 00000000 0000000a 00000000 00000000 00000000 00000000 00000000 00000000\n',
		expected: {drops: 0, squeezes: 10},
	},
	{
		title: 'the largest counter',
		text: '00000000 ffffffff ffffffff\n',
		expected: {drops: 2 ** 32 - 1, squeezes: 2 ** 32 - 1},
	},
];

for (const {title, text, expected} of rows) {
	test(`received packets that were dropped: ${title}`, () => {
		assert.deepEqual(parseSoftnetStat(text), expected);
	});
}

for (const text of ['', '0065a261\n', '0065a261 00000147\n', 'packets drops squeezes\n', '1 2 3\n\nx\n']) {
	test(`lines that are refused: ${JSON.stringify(text)}`, () => {
		assert.throws(() => parseSoftnetStat(text), /softnet_stat: expected hexadecimal columns, found/);
	});
}
