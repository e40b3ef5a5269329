import assert from 'node:assert/strict';
import {test} from 'node:test';
import {slowGuard} from '../../../source/metrics/linux/slow-guard.js';
import {fixtureMachine} from '../../helpers/fixture-machine.js';

test('a slow read suspends further reads for a while', () => {
	using machine = fixtureMachine();
	const guard = slowGuard(machine, 5, 60_000);
	const read = (ms: number) =>
		guard.time(() => {
			machine.advance(ms);
			return 'value';
		});

	assert.equal(guard.isResting(), false);
	assert.equal(read(5), 'value');
	assert.equal(guard.isResting(), false, 'the limit itself is not too slow');
	assert.equal(read(6), 'value', 'the slow value is not lost');
	assert.equal(guard.isResting(), true);
	machine.advance(59_999);
	assert.equal(guard.isResting(), true);
	machine.advance(1);
	assert.equal(guard.isResting(), false);
});

test('a slow failing read suspends reads too and throws its error', () => {
	using machine = fixtureMachine();
	const guard = slowGuard(machine, 5, 60_000);
	const failure = new Error('EIO');
	assert.throws(
		() =>
			guard.time(() => {
				machine.advance(20);
				throw failure;
			}),
		failure,
	);
	assert.equal(guard.isResting(), true);
});
