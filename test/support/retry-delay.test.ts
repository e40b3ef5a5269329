import assert from 'node:assert/strict';
import test from 'node:test';
import {retryDelayMs} from '../../source/support/retry-delay.js';

const backoff = {firstMs: 1000, maxMs: 10_000};

test('the longest possible wait doubles with each failure, up to its limit', () => {
	const waits = [1, 2, 3, 4, 5, 6, 2000].map(failures => retryDelayMs(failures, backoff, () => 1));
	assert.deepEqual(waits, [1000, 2000, 4000, 8000, 10_000, 10_000, 10_000]);
});

test('the wait is anywhere between nothing and that', () => {
	const waits = [0, 0.25, 0.5].map(random => retryDelayMs(3, backoff, () => random));
	assert.deepEqual(waits, [0, 1000, 2000]);
});

test('nobody comes back earlier than the receiver asked for', () => {
	assert.equal(
		retryDelayMs(1, backoff, () => 0.5, 60_000),
		60_000,
	);
	assert.equal(
		retryDelayMs(4, backoff, () => 1, 3000),
		8000,
	);
});
