import assert from 'node:assert/strict';
import {test} from 'node:test';
import {setImmediate as nextTurn} from 'node:timers/promises';
import {holdSignal} from '../../../source/ui/terminal/held-signal.js';

test('a signal is kept for the next listener and reported once', async () => {
	const listeners = new Set<() => void>();
	const send = (): void => {
		for (const listener of listeners) {
			listener();
		}
	};
	const calls: string[] = [];
	{
		using held = holdSignal(listener => {
			listeners.add(listener);
			return () => listeners.delete(listener);
		});
		send();
		send();
		const stop = held.listen(() => calls.push('first'));
		await nextTurn();
		assert.deepEqual(calls, ['first']);
		send();
		assert.deepEqual(calls, ['first', 'first']);
		stop();
		send();
		await nextTurn();
		assert.deepEqual(calls, ['first', 'first']);
		held.listen(() => calls.push('second'));
		await nextTurn();
		assert.deepEqual(calls, ['first', 'first', 'second']);
	}

	assert.equal(listeners.size, 0);
});
