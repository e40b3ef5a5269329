import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import {minuteAverages} from '../../../source/metrics/self/minute-averages.js';

describe('minuteAverages', () => {
	it('has a point for each completed minute', () => {
		const averages = minuteAverages();
		averages.add(120_000, 10, false);
		averages.add(150_000, 30, true);
		assert.deepEqual(averages.points(), []);
		averages.add(180_000, 5, false);
		assert.deepEqual(averages.points(), [{atMs: 120_000, bytes: 20, hasMajorGc: true}]);
		averages.add(240_000, 7, false);
		assert.deepEqual(averages.points()[1], {atMs: 180_000, bytes: 5, hasMajorGc: false});
	});

	it('has no points for minutes without samples', () => {
		const averages = minuteAverages();
		averages.add(0, 10, false);
		averages.add(600_000, 20, false);
		averages.add(660_000, 30, false);
		assert.deepEqual(
			averages.points().map(({atMs}) => atMs),
			[0, 600_000],
		);
	});

	it('is the same array until the next minute is complete', () => {
		const averages = minuteAverages();
		averages.add(0, 10, false);
		averages.add(60_000, 10, false);
		const points = averages.points();
		averages.add(90_000, 10, false);
		assert.equal(averages.points(), points);
	});

	it('keeps an hour', () => {
		const averages = minuteAverages();
		for (let minute = 0; minute <= 100; minute++) {
			averages.add(minute * 60_000, minute, false);
		}

		assert.equal(averages.points().length, 60);
		assert.equal(averages.points()[0]?.bytes, 40);
		assert.equal(averages.points().at(-1)?.bytes, 99);
	});
});
