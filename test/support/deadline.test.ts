import assert from 'node:assert/strict';
import {test} from 'node:test';
import {DeadlineError, waitAtMost, withDeadline} from '../../source/support/deadline.js';

const never = new Promise<never>(() => {});

test('a task that ends in time settles with its own result', async () => {
	assert.equal(await withDeadline(600_000, Promise.resolve(1)), 1);
	await assert.rejects(withDeadline(600_000, Promise.reject(new TypeError('broken'))), new TypeError('broken'));
});

test('a task that takes too long rejects with a DeadlineError', async () => {
	await assert.rejects(withDeadline(5, never), new DeadlineError('no answer within 0.005 s'));
	await assert.rejects(withDeadline(5, never, 'it hangs'), new DeadlineError('it hangs'));
});

test('a failure after the deadline is not an unhandled rejection', async () => {
	let fail = (_: Error): void => {};
	const task = new Promise<never>((_, reject) => {
		fail = reject;
	});
	await assert.rejects(withDeadline(5, task), DeadlineError);
	fail(new Error('late'));
	await new Promise(resolve => setImmediate(resolve));
});

test('a wait ends with the task, its failure, or the timeout', async () => {
	await waitAtMost(600_000, Promise.resolve());
	await waitAtMost(600_000, Promise.reject(new Error('broken')));
	await waitAtMost(5, never);
});
