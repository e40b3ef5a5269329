import assert from 'node:assert/strict';
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
