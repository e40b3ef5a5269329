import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {boundedCall} from '../../../source/metrics/schedule/bounded-call.js';

describe('boundedCall', () => {
	it('passes arguments, results and failures', async () => {
		const call = boundedCall('halve', 10_000, async (number: number) => {
			if (number % 2 === 1) {
				throw new Error(`${number} is odd`);
			}

			return number / 2;
		});
		assert.equal(await call(8), 4);
		await assert.rejects(call(7), /7 is odd/);
		assert.equal(await call(2), 1);
	});

	it('leaves no timer that keeps the process alive', async () => {
		const timers = (): number => process.getActiveResourcesInfo().filter(name => name === 'Timeout').length;
		const before = timers();
		await boundedCall('quick', 600_000, async () => 1)();
		await assert.rejects(
			boundedCall('failing', 600_000, async () => {
				throw new Error('no');
			})(),
		);
		assert.equal(timers(), before);
	});

	it('rejects on a throw and can be called again', async () => {
		const call = boundedCall('thrower', 10_000, () => {
			throw new Error('at once');
		});
		await assert.rejects(call(), /at once/);
		await assert.rejects(call(), /at once/);
	});

	it('rejects after the timeout, and until the call has ended', async () => {
		let calls = 0;
		let answer: (value: string) => void = () => {};
		const call = boundedCall('slow', 20, () => {
			calls += 1;
			return new Promise<string>(resolve => {
				answer = resolve;
			});
		});
		await assert.rejects(call(), /slow gave no answer within 0\.02 s/);
		await assert.rejects(call(), /slow was not called: its previous call has not ended/);
		assert.equal(calls, 1);
		answer('late');
		await nextTurn();
		const second = call();
		answer('in time');
		assert.equal(await second, 'in time');
		assert.equal(calls, 2);
	});

	it('leaves no unhandled rejection after the timeout', async () => {
		const unhandled: unknown[] = [];
		const note = (reason: unknown): void => {
			unhandled.push(reason);
		};
		process.on('unhandledRejection', note);
		try {
			let fail: (reason: Error) => void = () => {};
			const call = boundedCall('failing', 20, () => new Promise<never>((_, reject) => (fail = reject)));
			await assert.rejects(call(), /no answer/);
			fail(new Error('late'));
			await nextTurn();
			assert.deepEqual(unhandled, []);
		} finally {
			process.off('unhandledRejection', note);
		}
	});
});
