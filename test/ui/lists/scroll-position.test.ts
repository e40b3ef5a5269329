import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {firstRow, moved, type ScrollPosition, type Step} from '../../../source/ui/lists/scroll-position.js';

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'];
const walk = (steps: readonly Step[], room = 3, start?: ScrollPosition): ScrollPosition | undefined =>
	steps.reduce<ScrollPosition | undefined>((position, step) => moved({keys, room}, position, step), start);

test('steps move by rows, by visible rows, and to the ends', () => {
	assert.deepEqual(walk([{rows: 1}, {rows: 1}]), {key: 'c', index: 2});
	assert.deepEqual(walk([{pages: 1}]), {key: 'd', index: 3});
	assert.deepEqual(walk([{rows: Number.POSITIVE_INFINITY}]), {key: 'f', index: 5});
	assert.equal(walk([{rows: 4}, {pages: -1}, {rows: -9}]), undefined);
	assert.equal(walk([{rows: 4}, {rows: Number.NEGATIVE_INFINITY}]), undefined);
	assert.equal(walk([{pages: 1}], 20), undefined, 'what fits does not move');
});

test('the first row stays first while rows are added and removed above it', () => {
	const position = walk([{rows: 3}]);
	assert.equal(firstRow({keys: ['new', ...keys], room: 3}, position), 4);
	assert.equal(firstRow({keys: keys.slice(2), room: 3}, position), 1);
	assert.equal(firstRow({keys: keys.filter(key => key !== 'd'), room: 3}, position), 3, 'gone: what took its place');
	assert.equal(firstRow({keys: ['a', 'b'], room: 3}, position), 0);
});

test('rows of the same name do not block scrolling', () => {
	const twins = ['a', 'a', 'a', 'a', 'b'];
	const position = moved({keys: twins, room: 2}, moved({keys: twins, room: 2}, undefined, {rows: 1}), {rows: 1});
	assert.deepEqual(position, {key: 'a', index: 2});
});

test('after any steps and changes the visible range is full and inside the list', () => {
	const names = fc.array(fc.constantFrom(...keys), {maxLength: 12});
	const step = fc.oneof(
		fc.record({rows: fc.oneof(fc.integer({min: -20, max: 20}), fc.constantFrom(-Infinity, Infinity))}),
		fc.record({pages: fc.constantFrom(-1, 1)}),
	);
	fc.assert(
		fc.property(fc.array(fc.tuple(names, fc.integer({min: 0, max: 6}), step), {maxLength: 20}), turns => {
			let position: ScrollPosition | undefined;
			for (const [list, room, next] of turns) {
				position = moved({keys: list, room}, position, next);
				const first = firstRow({keys: list, room}, position);
				assert.ok(Number.isInteger(first) && first >= 0);
				assert.ok(first === 0 || first + room <= list.length);
			}
		}),
	);
});
