import assert from 'node:assert/strict';
import {getEventListeners} from 'node:events';
import {test} from 'node:test';
import {createWakeableSleep, sleep} from '../../source/support/sleep.js';

test('a sleep ends after its duration or with the signal, and immediately with an aborted one', async () => {
	const controller = new AbortController();
	await sleep(1, controller.signal);
	const long = sleep(3_600_000, controller.signal);
	controller.abort();
	await long;
	await sleep(3_600_000, controller.signal);
});

test('a wakeable sleep ends after its duration, with the signal, or by a call', async () => {
	const {signal} = new AbortController();
	const {sleep, wake} = createWakeableSleep();
	wake();
	await sleep(1, signal);
	const woken = sleep(3_600_000, signal);
	wake();
	await woken;
	const controller = new AbortController();
	const aborted = sleep(3_600_000, controller.signal);
	controller.abort();
	await aborted;
	assert.equal(wake(), undefined);
});

test('a wakeable sleep listens to one signal at a time, once, until it is disposed of', async () => {
	const first = new AbortController();
	const second = new AbortController();
	const listeners = (): readonly number[] =>
		[first, second].map(({signal}) => getEventListeners(signal, 'abort').length);
	const sleeping = createWakeableSleep();
	await sleeping.sleep(1, first.signal);
	await sleeping.sleep(1, first.signal);
	assert.deepEqual(listeners(), [1, 0]);
	await sleeping.sleep(1, second.signal);
	assert.deepEqual(listeners(), [0, 1]);

	const aborted = sleeping.sleep(3_600_000, second.signal);
	first.abort();
	second.abort();
	await aborted;
	sleeping[Symbol.dispose]();
	sleeping[Symbol.dispose]();
	assert.deepEqual(listeners(), [0, 0]);
});
