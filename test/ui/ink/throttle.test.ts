import assert from 'node:assert/strict';
import process from 'node:process';
import {describe, it} from 'node:test';
import {throttle} from '../../../source/ui/ink/throttle.js';
import {eventually} from '../../helpers/eventually.js';

/** Longer than a test takes. */
const longMs = 60_000;

const timers = (): number => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;

describe('throttle', () => {
	it('makes the first call at once, and sets no timer for it', () => {
		const calls: string[] = [];
		const before = timers();
		throttle((value: string) => calls.push(value), longMs)('first');
		assert.deepEqual(calls, ['first']);
		assert.equal(timers(), before);
	});

	it('makes the last of the calls that came too early when their time has come', async () => {
		const calls: string[] = [];
		const throttled = throttle((value: string) => calls.push(value), 50);
		throttled('first');
		throttled('second');
		throttled('third');
		assert.deepEqual(calls, ['first']);
		await eventually('the last call is made', () => calls.length > 1);
		assert.deepEqual(calls, ['first', 'third']);
	});

	it('waits again after a call that was due later', async () => {
		const calls: number[] = [];
		const throttled = throttle((value: number) => calls.push(value), 50);
		throttled(1);
		throttled(2);
		await eventually('the second call is made', () => calls.length === 2);
		throttled(3);
		assert.deepEqual(calls, [1, 2]);
		await eventually('the third call is made', () => calls.length === 3);
	});

	it('flushes a call that is due later once, and no call that was made', () => {
		const calls: string[] = [];
		const before = timers();
		const throttled = throttle((value: string) => calls.push(value), longMs);
		throttled.flush();
		throttled('first');
		throttled.flush();
		throttled('second');
		throttled.flush();
		throttled.flush();
		assert.deepEqual(calls, ['first', 'second']);
		assert.equal(timers(), before);
	});

	it('drops a call that is due later', () => {
		const calls: string[] = [];
		const before = timers();
		const throttled = throttle((value: string) => calls.push(value), longMs);
		throttled('first');
		throttled('second');
		throttled.cancel();
		throttled.flush();
		assert.deepEqual(calls, ['first']);
		assert.equal(timers(), before);
	});

	it('makes every call when there is no time to wait', () => {
		const calls: string[] = [];
		const throttled = throttle((value: string) => calls.push(value));
		throttled('first');
		throttled('second');
		assert.deepEqual(calls, ['first', 'second']);
	});

	it('makes a call that an error interrupted no second time, and calls again afterwards', () => {
		let count = 0;
		const throttled = throttle(() => {
			count += 1;
			if (count === 1) {
				throw new Error('the first one fails');
			}
		});
		assert.throws(throttled, /the first one fails/);
		throttled.flush();
		throttled();
		assert.equal(count, 2);
	});
});
