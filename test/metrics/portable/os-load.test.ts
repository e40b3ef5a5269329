import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {osLoadCollector} from '../../../source/metrics/portable/os-load.js';

const machine = {root: '', nowMs: () => 0, monotonicMs: () => 0};
const {signal} = new AbortController();

describe('osLoadCollector', () => {
	it('has three averages', () => {
		const collector = osLoadCollector(machine, 1000, 'darwin', () => [1.5, 0.25, 0]);
		assert.deepEqual(collector.collect(signal), {load1: 1.5, load5: 0.25, load15: 0});
	});

	it('returns the same object while nothing changed', () => {
		const collector = osLoadCollector(machine, 1000, 'darwin', () => [1, 2, 3]);
		assert.equal(collector.collect(signal), collector.collect(signal));
	});

	it('is unsupported on Windows instead of 0', () => {
		const collector = osLoadCollector(machine, 1000, 'win32', () => [0, 0, 0]);
		assert.throws(
			() => collector.collect(signal),
			error => error instanceof UnavailableError && error.state === 'unsupported',
		);
	});
});
