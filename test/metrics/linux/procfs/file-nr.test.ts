import assert from 'node:assert/strict';
import {test} from 'node:test';
import {parseFileNr} from '../../../../source/metrics/linux/procfs/file-nr.js';

const rows = [
	{title: 'typical', text: '9152\t0\t1624000\n', expected: {allocated: 9152, maximum: 1_624_000}},
	{title: 'of Linux 2.4, which kept free ones', text: '1207\t83\t8192\n', expected: {allocated: 1207, maximum: 8192}},
	{
		title: 'as many as a signed long counts: no limit',
		text: '2016\t0\t9223372036854775807\n',
		expected: {allocated: 2016, maximum: undefined},
	},
	{title: 'no file may be opened but by root', text: '640\t0\t0\n', expected: {allocated: 640, maximum: 0}},
];

for (const {title, text, expected} of rows) {
	test(`open files of the kernel: ${title}`, () => {
		assert.deepEqual(parseFileNr(text), expected);
	});
}

for (const text of ['', '9152', '9152\t0\n', '-1\t0\t100\n', '9152\t0\tmany\n', '18446744073709551615\t0\t100\n']) {
	test(`invalid file-nr: ${JSON.stringify(text)}`, () => {
		assert.throws(() => parseFileNr(text), /\/proc\/sys\/fs\/file-nr: expected three counts/);
	});
}
