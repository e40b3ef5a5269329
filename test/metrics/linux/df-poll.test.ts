import assert from 'node:assert/strict';
import {test} from 'node:test';
import type {DfRow} from '../../../source/metrics/linux/df.js';
import {dfPoll} from '../../../source/metrics/linux/df-poll.js';
import type {Reading} from '../../../source/metrics/reading.js';

const seconds = 1000;
const timeout: Reading<DfRow> = {state: 'timeout', reason: 'no answer'};
const ok: Reading<DfRow> = {
	state: 'ok',
	value: {source: 'server:/', mountPoint: '/mnt', totalBytes: 3, usedBytes: 2, freeBytes: 1},
};

/** A poll every 30 s of a child that answers and exits on request. */
function scene() {
	let nowMs = 0;
	let isAlive = false;
	let calls = 0;
	let disposals = 0;
	let answer: (reading: Reading<DfRow>) => void = () => {};
	const poll = dfPoll(
		onAnswer => {
			calls += 1;
			isAlive = true;
			answer = onAnswer;
			return {
				isAlive: () => isAlive,
				[Symbol.dispose]() {
					disposals += 1;
				},
			};
		},
		30 * seconds,
		() => nowMs,
	);
	return {
		poll,
		calls: () => calls,
		disposals: () => disposals,
		/** What is known that much later. */
		after(ms: number): Reading<DfRow> {
			nowMs += ms;
			return poll.reading();
		},
		answers(reading: Reading<DfRow>, isStuck = false): void {
			isAlive = isStuck;
			answer(reading);
		},
		ends(): void {
			isAlive = false;
		},
	};
}

test('the reading is pending before the first result, and no second call is started', () => {
	const {after, calls} = scene();
	assert.equal(after(0).state, 'pending');
	assert.equal(after(300 * seconds).state, 'pending');
	assert.equal(calls(), 1);
});

test('a result is used until the next one, which is requested after the interval', () => {
	const {after, answers, calls} = scene();
	after(0);
	answers(ok);
	assert.equal(after(29 * seconds), ok);
	assert.equal(calls(), 1);
	assert.equal(after(1 * seconds), ok);
	assert.equal(calls(), 2);
	answers({state: 'error', reason: 'gone'});
	assert.equal(after(0).state, 'error');
});

test('after timeouts the delays are 1, 2, 4, 8 and then 10 minutes', () => {
	const {after, answers, calls} = scene();
	after(0);
	for (const minutes of [1, 2, 4, 8, 10, 10]) {
		const before = calls();
		answers(timeout);
		assert.equal(after(minutes * 60 * seconds - 1), timeout);
		assert.equal(calls(), before);
		assert.equal(after(1), timeout);
		assert.equal(calls(), before + 1);
	}
});

test('a result resets the delays', () => {
	const {after, answers, calls} = scene();
	after(0);
	answers(timeout);
	after(60 * seconds);
	answers(timeout);
	after(120 * seconds);
	answers(ok);
	after(30 * seconds);
	answers(timeout);
	assert.equal(calls(), 4);
	after(60 * seconds);
	assert.equal(calls(), 5);
});

test('no child is started while a killed one is blocked in the kernel', () => {
	const {after, answers, ends, calls} = scene();
	after(0);
	answers(timeout, true);
	assert.equal(after(3600 * seconds), timeout);
	assert.equal(calls(), 1);
	ends();
	assert.equal(after(0), timeout);
	assert.equal(calls(), 2);
});

test('disposal kills the child, if there is one', () => {
	const {poll, after, disposals} = scene();
	poll[Symbol.dispose]();
	assert.equal(disposals(), 0);
	after(0);
	poll[Symbol.dispose]();
	assert.equal(disposals(), 1);
});
