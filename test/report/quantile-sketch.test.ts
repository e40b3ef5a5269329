import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createQuantileSketch} from '../../source/report/quantile-sketch.js';

/** By counting: the value of that rank. */
function exact(values: readonly number[], share: number): number {
	const sorted = [...values].sort((left, right) => left - right);
	return sorted[Math.floor(share * (sorted.length - 1))] ?? Number.NaN;
}

test('any quantile of any values is within one percent', () => {
	const value = fc.oneof(fc.double({min: -1e15, max: 1e15, noNaN: true}), fc.integer({min: -5, max: 5}));
	fc.assert(
		fc.property(fc.array(value, {minLength: 1}), fc.double({min: 0, max: 1, noNaN: true}), (values, share) => {
			const sketch = createQuantileSketch();
			for (const one of values) {
				sketch.add(one);
			}

			const expected = exact(values, share);
			const found = sketch.quantile(share) ?? Number.NaN;
			assert.ok(Math.abs(found - expected) <= Math.abs(expected) * 0.01 + 1e-9, `${found} for ${expected}`);
		}),
	);
});

test('without values there is no quantile', () => {
	assert.equal(createQuantileSketch().quantile(0.95), undefined);
});
