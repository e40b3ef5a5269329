import assert from 'node:assert/strict';
import {test} from 'node:test';
import {initialState, receiveSample} from '../../source/core/state.js';
import {createStore} from '../../source/core/store.js';
import {logDurations} from '../../source/log/log-durations.js';
import type {CollectorHealth} from '../../source/metrics/schedule/collector-health.js';
import {sampleAt} from '../helpers/samples.js';

const memory: CollectorHealth = {
	name: 'memory',
	cadenceMs: 500,
	successes: 12,
	failures: 1,
	skipped: 3,
	timeouts: 2,
	lastDurationMs: 0.2,
	durations: {p50Ms: 0.1, p95Ms: 0.25, maxMs: 0.5},
	lastError: undefined,
	isRunning: false,
};

test('the durations of collectors are logged at the first sample and once a minute', () => {
	const store = createStore(initialState(500, {samples: 10, seconds: 60}));
	const lines: string[] = [];
	const health = () => [memory, {...memory, name: 'gpu', lastDurationMs: undefined, durations: undefined}];
	const stop = logDurations({store, health}, (...entry) => lines.push(entry.join(' ')));
	for (const seconds of [1, 2, 60, 61, 62]) {
		store.setState(state => receiveSample(state, sampleAt(seconds)));
	}

	const line = 'debug memory took 0.20 ms, 95 % within 0.25, max 0.50; 12 succeeded, 1 failed, 2 timed out, 3 skipped';
	assert.deepEqual(lines, [line, line]);
	stop();
	store.setState(state => receiveSample(state, sampleAt(200)));
	assert.equal(lines.length, 2);
});
