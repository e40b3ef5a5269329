import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {naturalOrder} from '../../source/support/natural-order.js';

test('numbers in names compare by value', () => {
	const names = [
		'cpu10',
		'cpu2',
		'cpu',
		'mc1',
		'cpu1',
		'node0',
		'hugepages-2048kB',
		'hugepages-1048576kB',
		'cpu2a',
		'cpu02',
	];
	assert.deepEqual(names.sort(naturalOrder), [
		'cpu',
		'cpu1',
		'cpu02',
		'cpu2',
		'cpu2a',
		'cpu10',
		'hugepages-2048kB',
		'hugepages-1048576kB',
		'mc1',
		'node0',
	]);
});

test('the order is total: the same list in any order is sorted alike', () => {
	const name = fc.array(fc.constantFrom('a', 'b', '0', '1', '10', '-'), {maxLength: 6}).map(parts => parts.join(''));
	fc.assert(
		fc.property(fc.array(name), names => {
			const sorted = [...names].sort(naturalOrder);
			assert.deepEqual([...names].reverse().sort(naturalOrder), sorted);
			assert.ok(sorted.every((one, index) => index === 0 || naturalOrder(sorted[index - 1] ?? '', one) <= 0));
		}),
	);
});
