import assert from 'node:assert/strict';
import test from 'node:test';
import {retryDelayMs} from '../../source/support/retry-delay.js';

const backoff = {firstMs: 1000, maxMs: 10_000};

test('the maximum delay doubles with each failure, up to its limit', () => {
	const waits = [1, 2, 3, 4, 5, 6, 2000].map(failures => retryDelayMs(failures, backoff, () => 1));
	assert.deepEqual(waits, [1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test('the delay is between zero and the maximum', () => {
	const waits = [0, 0.25, 0.5].map(random => retryDelayMs(3, backoff, () => random));
	assert.deepEqual(waits, [0, 1000, 2000]);
});

test('the delay is not shorter than requested', () => {
	assert.equal(
		retryDelayMs(1, backoff, () => 0.5, 60_000),
		60_000,
	);
	assert.equal(
		retryDelayMs(4, backoff, () => 1, 3000),
		8000,
	);
});
