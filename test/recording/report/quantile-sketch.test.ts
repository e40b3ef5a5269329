import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createQuantileSketch} from '../../../source/recording/report/quantile-sketch.js';

/** By adding up: the lowest value that has that share of the weight, together with all below it. */
function exact(values: ReadonlyArray<readonly [value: number, weight: number]>, share: number): number {
	const sorted = [...values].sort(([left], [right]) => left - right);
	let left = share * values.reduce((sum, [, weight]) => sum + weight, 0);
	for (const [value, weight] of sorted) {
		left -= weight;
		if (left <= 0) {
			return value;
		}
	}

	return sorted.at(-1)?.[0] ?? Number.NaN;
}

test('quantiles are within one percent', () => {
	const value = fc.oneof(fc.double({min: -1e15, max: 1e15, noNaN: true}), fc.integer({min: -5, max: 5}));
	// Whole numbers: the sums are exact.
	const held = fc.tuple(value, fc.integer({min: 1, max: 100}));
	fc.assert(
		fc.property(fc.array(held, {minLength: 1}), fc.integer({min: 0, max: 100}), (values, percent) => {
			const sketch = createQuantileSketch();
			for (const [one, weight] of values) {
				sketch.add(one, weight);
			}

			const expected = exact(values, percent / 100);
			const found = sketch.quantile(percent / 100) ?? Number.NaN;
			assert.ok(Math.abs(found - expected) <= Math.abs(expected) * 0.01 + 1e-9, `${found} for ${expected}`);
		}),
	);
});

test('there is no quantile without values', () => {
	assert.equal(createQuantileSketch().quantile(0.95), undefined);
});
