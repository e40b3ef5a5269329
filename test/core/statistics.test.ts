import assert from 'node:assert/strict';
import {test} from 'node:test';
import {statistics} from '../../source/core/statistics.js';

test('a series without values has no statistics', () => {
	assert.equal(statistics([]), undefined);
	assert.equal(statistics([undefined, undefined]), undefined);
});

test('all statistics of one value are that value', () => {
	assert.deepEqual(statistics([7]), {count: 1, last: 7, min: 7, mean: 7, p95: 7, max: 7});
});

test('the 95th percentile is interpolated between ranks, as in numpy', () => {
	// numpy.percentile(range(1, 11), 95) is 9.55
	const figures = statistics([10, 1, 9, 2, 8, 3, 7, 4, 6, 5]);
	assert.equal(figures?.p95.toFixed(2), '9.55');
	assert.deepEqual({...figures, p95: 0}, {count: 10, last: 5, min: 1, mean: 5.5, p95: 0, max: 10});
});

test('gaps are ignored, not counted as zero', () => {
	const figures = statistics([undefined, 4, undefined, 6]);
	assert.deepEqual({count: figures?.count, min: figures?.min, mean: figures?.mean}, {count: 2, min: 4, mean: 5});
});
