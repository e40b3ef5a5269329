import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {UnavailableError} from '../../../source/metrics/collector.js';
import {osFrequencyCollector} from '../../../source/metrics/portable/os-frequency.js';

const machine = {root: '', nowMs: () => 0, monotonicMs: () => 0};
const {signal} = new AbortController();
const isUnsupported = (error: unknown): boolean => error instanceof UnavailableError && error.state === 'unsupported';

describe('osFrequencyCollector', () => {
	it('has the nominal clock as the maximum and no current one', () => {
		const collector = osFrequencyCollector(machine, 5000, false, () => [{speed: 2600}, {speed: 3200}]);
		const frequency = collector.collect(signal);
		assert.deepEqual(frequency, {currentMhz: undefined, maxMhz: 3200, coreMhz: new Map()});
		assert.equal(collector.collect(signal), frequency);
	});

	it('ignores the constant of Apple Silicon', () => {
		const collector = osFrequencyCollector(machine, 5000, true, () => [{speed: 2400}]);
		assert.throws(() => collector.collect(signal), isUnsupported);
	});

	it('is unsupported where the clock is 0 or no processor is listed', () => {
		assert.throws(() => osFrequencyCollector(machine, 5000, false, () => [{speed: 0}]).collect(signal), isUnsupported);
		assert.throws(() => osFrequencyCollector(machine, 5000, false, () => []).collect(signal), isUnsupported);
	});
});
