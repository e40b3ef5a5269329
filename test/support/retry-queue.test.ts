import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createRetryQueue, type RetryQueueOptions} from '../../source/support/retry-queue.js';
import {eventually} from '../helpers/eventually.js';

/** A queue of words whose receiver may be away or refuse a word; by default it tries again at once. */
function words(options: Partial<RetryQueueOptions<string>> = {}) {
	const receiver = {isAway: false, refuses: '', batches: [] as (readonly string[])[]};
	const reported: (string | undefined)[] = [];
	const queue = createRetryQueue<string>({
		async write(take) {
			const batch = take(3, 100);
			if (receiver.isAway) {
				throw new Error('nobody there');
			}

			receiver.batches.push(batch);
			return batch.filter(word => word === receiver.refuses).map(word => new Error(`no ${word}`));
		},
		bytesOf: word => word.length,
		maxWaitingBytes: 1000,
		pauseMs: () => 1,
		noun: 'word',
		report: message => reported.push(message),
		...options,
	});
	return {queue, receiver, reported};
}

test('the first item is written immediately, later ones in batches and in order', async () => {
	const {queue, receiver, reported} = words();
	for (const word of ['a', 'b', 'c', 'd', 'x'.repeat(100), 'e']) {
		queue.push(word);
	}

	assert.deepEqual(queue.counts(), {written: 0, waiting: 6, lost: 0});
	await queue.flush();
	assert.deepEqual(receiver.batches, [['a'], ['b', 'c', 'd'], ['x'.repeat(100)], ['e']]);
	assert.deepEqual(queue.counts(), {written: 6, waiting: 0, lost: 0});
	assert.deepEqual(reported, [undefined]);
});

test('items that cannot be written wait, are reported, and are retried', async () => {
	const {queue, receiver, reported} = words();
	receiver.isAway = true;
	queue.push('a');
	await assert.rejects(queue.flush(), /nobody there/);
	assert.deepEqual(reported, ['nobody there; 1 word waits']);
	queue.push('b');
	await eventually('the next attempt', () => reported.at(-1) === 'nobody there; 2 words wait');
	receiver.isAway = false;
	await eventually('it is written', () => queue.counts().written === 2);
	assert.deepEqual(receiver.batches, [['a', 'b']]);
	assert.equal(reported.at(-1), undefined);
});

test('the delay depends on the number of failures, and a flush does not wait for it', async () => {
	const failures: number[] = [];
	const {queue, receiver} = words({
		pauseMs(count) {
			failures.push(count);
			return 3_600_000;
		},
	});
	receiver.isAway = true;
	queue.push('a');
	await assert.rejects(queue.flush());
	queue.push('b');
	await assert.rejects(queue.flush());
	assert.deepEqual(failures, [1, 2]);
	receiver.isAway = false;
	await queue.flush();
	assert.deepEqual(receiver.batches, [['a', 'b']]);
	receiver.isAway = true;
	queue.push('c');
	await assert.rejects(queue.flush());
	assert.deepEqual(failures, [1, 2, 1]);
	await queue[Symbol.asyncDispose]();
});

test('the queue is bounded: the oldest item is lost and counted', async () => {
	const {queue, receiver, reported} = words({maxWaitingBytes: 2, pauseMs: () => 3_600_000});
	receiver.isAway = true;
	for (const word of ['a', 'b', 'c', 'd']) {
		queue.push(word);
	}

	await assert.rejects(queue.flush());
	assert.deepEqual(queue.counts(), {written: 0, waiting: 2, lost: 2});
	assert.deepEqual(reported, ['nobody there; 2 words wait, 2 lost']);
	queue.push('longer than the bound');
	receiver.isAway = false;
	await queue.flush();
	assert.deepEqual(receiver.batches, [['longer than the bound']]);
});

test('refused items are lost, reported, and do not block others', async () => {
	const {queue, receiver, reported} = words();
	receiver.refuses = 'b';
	for (const word of ['a', 'b', 'c', 'd']) {
		queue.push(word);
	}

	await queue.flush();
	assert.deepEqual(queue.counts(), {written: 3, waiting: 0, lost: 1});
	assert.deepEqual(reported, ['1 of 3 words refused: no b']);
});

test('disposing attempts the queued items again', async () => {
	const {queue, receiver, reported} = words({pauseMs: () => 3_600_000});
	receiver.isAway = true;
	queue.push('a');
	await queue[Symbol.asyncDispose]();
	assert.deepEqual(queue.counts(), {written: 0, waiting: 1, lost: 0});
	assert.deepEqual(reported, ['nobody there; 1 word waits']);
});
