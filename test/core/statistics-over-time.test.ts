import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {statistics} from '../../source/core/statistics.js';
import {statisticsOverTime} from '../../source/core/statistics-over-time.js';

test('values with equal durations have equal weights', () => {
	const held = fc.record({value: fc.integer({min: 0, max: 1000}), seconds: fc.constant(2)});
	fc.assert(
		fc.property(fc.array(fc.option(held, {nil: undefined})), values => {
			const expected = statistics(values.map(one => one?.value));
			const found = statisticsOverTime(values);
			assert.equal(found?.mean.toFixed(6), expected?.mean.toFixed(6));
			assert.equal(found?.p95.toFixed(6), expected?.p95.toFixed(6));
			assert.deepEqual({...found, mean: 0, p95: 0}, {...expected, mean: 0, p95: 0});
		}),
	);
});

test('a minute has the weight of sixty seconds and its own extremes', () => {
	const calm = {value: 10, seconds: 60, range: [2, 30]} as const;
	const busy = Array.from({length: 60}, () => ({value: 90, seconds: 1}));
	const {min, mean, max, count} = statisticsOverTime([calm, ...busy]) ?? assert.fail();
	assert.deepEqual({min, mean, max, count}, {min: 2, mean: 50, max: 90, count: 61});
});

test('a short peak does not affect the 95th percentile, however often it was recorded', () => {
	const calm = Array.from({length: 60}, () => ({value: 10, seconds: 60}));
	const peaks = Array.from({length: 60}, () => ({value: 90, seconds: 1}));
	assert.equal(statisticsOverTime([...calm, ...peaks])?.p95, 10);
});
