import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {parsePressure} from '../../../../source/metrics/linux/procfs/pressure.js';

describe('parsePressure', () => {
	it('reads both lines', () => {
		const text =
			'some avg10=12.24 avg60=5.41 avg300=2.33 total=10767505\nfull avg10=1.50 avg60=0.26 avg300=0.00 total=4711\n';
		assert.deepEqual(parsePressure(text), {
			some: {avg10: 12.24, avg60: 5.41, avg300: 2.33},
			full: {avg10: 1.5, avg60: 0.26, avg300: 0},
		});
	});

	it('has no "full" where the kernel writes none, as for cpu before Linux 5.13', () => {
		const text = 'some avg10=0.66 avg60=1.35 avg300=0.70 total=10767505\n';
		assert.deepEqual(parsePressure(text), {some: {avg10: 0.66, avg60: 1.35, avg300: 0.7}, full: undefined});
	});

	for (const [row, text] of [
		['an empty file', ''],
		['a torn line', 'some avg10=0.66 avg60='],
		['another file', 'cpu 1 2 3'],
	] as const) {
		it(`refuses ${row}`, () => {
			assert.throws(() => parsePressure(text), /pressure: no "some/);
		});
	}
});
