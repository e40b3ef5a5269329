import assert from 'node:assert/strict';
import {test} from 'node:test';
import {rowOf} from '../../../source/ui/input/keys.js';
import {menuIndex} from '../../../source/ui/overlays/menu.js';

/** Returns the index after a key in a list of that length. */
function after(action: 'up' | 'down' | 'pageUp' | 'pageDown' | 'first' | 'last', index: number, length = 20): number {
	const {step} = rowOf(action);
	assert.ok(step);
	return menuIndex(index, step, length, 8);
}

test('up and down wrap around, pages and ends stay within the list', () => {
	assert.deepEqual([after('down', 0), after('down', 19), after('up', 0), after('up', 19)], [1, 0, 19, 18]);
	assert.deepEqual(
		[after('pageDown', 0), after('pageDown', 15), after('pageUp', 19), after('pageUp', 3)],
		[8, 19, 11, 0],
	);
	assert.deepEqual([after('first', 7), after('last', 7)], [0, 19]);
});

test('in an empty list every key keeps the index', () => {
	for (const action of ['up', 'down', 'pageUp', 'pageDown', 'first', 'last'] as const) {
		assert.equal(after(action, 0, 0), 0, action);
	}
});
