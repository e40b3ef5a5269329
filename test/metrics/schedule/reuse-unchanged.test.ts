import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {isDeepStrictEqual} from 'node:util';
import fc from 'fast-check';
import {reuseUnchanged, reuseUnchangedItems} from '../../../source/metrics/schedule/reuse-unchanged.js';

describe('reuseUnchanged', () => {
	it('returns the earlier object when both are equal', () => {
		const before = {a: 1, inner: {b: [2, 3]}};
		assert.equal(reuseUnchanged(before, {a: 1, inner: {b: [2, 3]}}), before);
	});

	it('returns the new object when something deep inside differs', () => {
		const now = {a: 1, inner: {b: [2, 4]}};
		assert.equal(reuseUnchanged({a: 1, inner: {b: [2, 3]}}, now), now);
	});

	it('returns the new object when there is no earlier one', () => {
		const now = {a: 1};
		assert.equal(reuseUnchanged(undefined, now), now);
	});
});

const anything = fc.anything({withMap: true, withSet: true, withDate: true, withNullPrototype: true, maxDepth: 3});

describe('reuseUnchanged of any values', () => {
	it('finds the same values equal as node:util', () => {
		const pair = fc.oneof(
			fc.clone(anything, 2),
			fc.tuple(anything, anything),
			fc
				.tuple(fc.clone(fc.dictionary(fc.constantFrom('a', 'b', 'c'), anything), 2), anything)
				.map(([[before, now], value]) => [before, {...now, b: value}] as const),
		);
		fc.assert(
			fc.property(pair, ([before, now]) => {
				const isReused = before !== undefined && reuseUnchanged(before, now) === before;
				const isSame = Object.is(before, now);
				assert.equal(isReused || isSame, isDeepStrictEqual(before, now));
			}),
			{numRuns: 3000},
		);
	});
});

describe('reuseUnchangedItems', () => {
	it('returns the earlier list when all items are equal', () => {
		const before = [{name: 'a'}, {name: 'b'}];
		assert.equal(reuseUnchangedItems(before, [{name: 'a'}, {name: 'b'}]), before);
	});

	it('keeps unchanged items when one before them was removed', () => {
		const before = [{name: 'a'}, {name: 'b'}];
		const items = reuseUnchangedItems(before, [{name: 'b'}]);
		assert.equal(items.length, 1);
		assert.equal(items[0], before[1]);
	});

	it('returns a new list when only the order changed', () => {
		const before = [{name: 'a'}, {name: 'b'}];
		const items = reuseUnchangedItems(before, [{name: 'b'}, {name: 'a'}]);
		assert.notEqual(items, before);
		assert.equal(items[0], before[1]);
		assert.equal(items[1], before[0]);
	});

	it('reads each of a thousand items a few times, also when one before them was removed', () => {
		const count = 1000;
		let reads = 0;
		const itemOf = (number: number) => ({
			get name() {
				reads += 1;
				return `item ${number}`;
			},
		});
		const before = Array.from({length: count}, (_, number) => itemOf(number));
		const items = reuseUnchangedItems(
			before,
			Array.from({length: count - 1}, (_, number) => itemOf(number + 1)),
		);
		assert.ok(items.every((item, index) => item === before[index + 1]));
		assert.ok(reads <= 10 * count, `${reads} reads`);
	});
});
