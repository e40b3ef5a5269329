import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createHistory, type History} from '../../source/core/history.js';
import {sampleAt} from '../helpers/samples.js';

function filled(count: number, limits = {samples: 1000, seconds: 3600}, stepSeconds = 1): History {
	let history = createHistory(limits);
	for (let index = 0; index < count; index++) {
		history = history.append(sampleAt(index * stepSeconds, {}, index + 1));
	}

	return history;
}

const sequences = (history: History): number[] => [...history].map(({sequence}) => sequence);

test('an empty history has no samples', () => {
	const history = createHistory({samples: 3, seconds: 60});
	assert.equal(history.length, 0);
	assert.equal(history.at(0), undefined);
	assert.equal(history.at(-1), undefined);
	assert.deepEqual(history.last(5), []);
	assert.deepEqual(history.since(5), []);
});

test('the newest samples up to the limit are kept', () => {
	const history = filled(10, {samples: 3, seconds: 3600});
	assert.deepEqual(sequences(history), [8, 9, 10]);
	assert.equal(history.at(0)?.sequence, 8);
	assert.equal(history.at(-1)?.sequence, 10);
	assert.equal(history.at(-4), undefined);
	assert.equal(history.at(3), undefined);
});

test('samples older than the limit are removed, samples at the limit are kept', () => {
	const history = filled(11, {samples: 1000, seconds: 4});
	assert.deepEqual(sequences(history), [7, 8, 9, 10, 11]);
});

test('last and since return the newest samples, oldest first', () => {
	const history = filled(10);
	assert.deepEqual(
		history.last(3).map(({sequence}) => sequence),
		[8, 9, 10],
	);
	assert.deepEqual(
		history.since(2).map(({sequence}) => sequence),
		[8, 9, 10],
	);
	assert.equal(history.last(0).length, 0);
	assert.equal(history.last(100).length, 10);
});

test('before returns the history without the newest samples', () => {
	const history = filled(5);
	assert.deepEqual(sequences(history.before(2)), [1, 2, 3]);
	assert.equal(history.before(2).at(-1)?.sequence, 3);
	assert.equal(history.before(9).length, 0);
	assert.deepEqual(sequences(history.before(2).append(sampleAt(9, {}, 9))), [1, 2, 3, 9]);
	assert.deepEqual(sequences(history), [1, 2, 3, 4, 5]);
});

test('appending does not change older versions, even when one of them branches off', () => {
	const three = filled(3);
	const four = three.append(sampleAt(3, {}, 4));
	const other = three.append(sampleAt(3, {}, 99));
	assert.deepEqual(sequences(three), [1, 2, 3]);
	assert.deepEqual(sequences(four), [1, 2, 3, 4]);
	assert.deepEqual(sequences(other), [1, 2, 3, 99]);
});

test('a history equals a list truncated to the limits', () => {
	fc.assert(
		fc.property(
			fc.integer({min: 0, max: 300}),
			fc.integer({min: 1, max: 150}),
			fc.integer({min: 1, max: 200}),
			(count, samples, seconds) => {
				const expected = Array.from({length: count}, (_, index) => index + 1)
					.filter(sequence => count - sequence <= seconds)
					.slice(-samples);
				assert.deepEqual(sequences(filled(count, {samples, seconds})), expected);
			},
		),
	);
});

test('any version can be appended to without a change of the others', () => {
	const limits = {samples: 150, seconds: 3600};
	fc.assert(
		fc.property(fc.array(fc.integer({min: 0, max: 200}), {maxLength: 6}), cuts => {
			let list = Array.from({length: 200}, (_, index) => index + 1);
			let history = filled(200, limits);
			for (const [round, cut] of cuts.entries()) {
				const earlier = history;
				const kept = [...sequences(history)];
				// Both go on from the same version.
				let branch = history.before(cut);
				list = kept.slice(0, Math.max(0, kept.length - cut));
				for (let index = 0; index < 70; index++) {
					const sequence = 1000 * (round + 1) + index;
					branch = branch.append(sampleAt(200 + index, {}, sequence));
					list.push(sequence);
				}

				history.append(sampleAt(500, {}, 1));
				assert.deepEqual(sequences(earlier), kept);
				assert.deepEqual(sequences(branch), list.slice(-limits.samples));
				history = branch;
			}
		}),
	);
});
