import assert from 'node:assert/strict';
import {describe, it} from 'node:test';
import fc from 'fast-check';
import {leakWarning, type MemoryPoint, memoryTrend} from '../../../source/metrics/self/memory-trend.js';

const minuteMs = 60_000;
const mebibyte = 1024 ** 2;

/** An hour by the minute; the heap is collected every ten minutes. */
const hour = (mebibytesAt: (minute: number) => number, minutes = 60): readonly MemoryPoint[] =>
	Array.from({length: minutes}, (_, minute) => ({
		atMs: 5_000_000 + minute * minuteMs,
		bytes: mebibytesAt(minute) * mebibyte,
		hasMajorGc: minute % 10 === 9,
	}));

/** Repeatable numbers from -1 to 1 without a pattern of an hour's length. */
const noise = (minute: number): number => Math.sin(minute * 12.9898) * Math.cos(minute * 78.233);

describe('memoryTrend', () => {
	it('is unknown until there are ten minutes', () => {
		assert.equal(memoryTrend([]), undefined);
		assert.equal(memoryTrend(hour(minute => minute, 1)), undefined);
		assert.equal(memoryTrend(hour(minute => minute, 10)), undefined);
		assert.notEqual(memoryTrend(hour(minute => minute, 11)), undefined);
	});

	it('is the slope of any line', () => {
		fc.assert(
			fc.property(
				fc.integer({min: -1000, max: 1000}),
				fc.integer({min: 0, max: 100_000}),
				fc.integer({min: 11, max: 60}),
				(slope, offset, minutes) => {
					const trend = memoryTrend(hour(minute => offset + slope * minute, minutes)) ?? Number.NaN;
					assert.ok(Math.abs(trend / mebibyte - slope * 60) < 1e-3, `${trend}`);
				},
			),
		);
	});

	it('is not affected by gaps', () => {
		const points = hour(minute => 100 + minute).filter((_, minute) => minute < 5 || minute > 40);
		assert.ok(Math.abs((memoryTrend(points) ?? 0) / mebibyte - 60) < 1e-6);
	});
});

describe('leakWarning', () => {
	const healthy: ReadonlyArray<readonly [row: string, mebibytesAt: (minute: number) => number]> = [
		['flat', () => 80],
		['flat with noise', minute => 80 + 15 * noise(minute)],
		['warming up: quickly, then flat', minute => 140 - 80 * Math.exp(-minute / 6)],
		['warming up: slower and slower', minute => 160 - 100 * Math.exp(-minute / 15)],
		['a history that fills for half an hour', minute => 80 + 2 * Math.min(minute, 30)],
		['one step', minute => (minute < 20 ? 80 : 180)],
		['a late step', minute => (minute < 50 ? 80 : 180)],
		['two steps', minute => 80 + (minute < 20 ? 0 : 50) + (minute < 50 ? 0 : 50)],
		['saw teeth of ten minutes', minute => 80 + 6 * (minute % 10)],
		['saw teeth of 25 minutes', minute => 80 + 3 * (minute % 25)],
		['a single tooth', minute => 80 + (minute < 50 ? minute : 0)],
		['falling', minute => 300 - 3 * minute],
		['rising by a little', minute => 80 + 0.3 * minute],
		['rising by little of much', minute => 4000 + minute],
	];
	for (const [row, mebibytesAt] of healthy) {
		it(`is silent about memory that is ${row}`, () => {
			assert.equal(leakWarning(hour(mebibytesAt)), undefined);
		});
	}

	const leaking: ReadonlyArray<readonly [row: string, mebibytesAt: (minute: number) => number]> = [
		['a straight line', minute => 80 + minute],
		['a line under saw teeth', minute => 80 + 2 * minute + 3 * (minute % 10)],
		['a line with noise', minute => 80 + 2 * minute + 8 * noise(minute)],
		['ever faster growth', minute => 80 + minute + minute ** 2 / 60],
	];
	for (const [row, mebibytesAt] of leaking) {
		it(`warns of ${row}`, () => {
			assert.match(leakWarning(hour(mebibytesAt)) ?? '', /^the resident set rose steadily from \d+ MiB to \d+ MiB/);
		});
	}

	it('states the minimum at the start and at the end', () => {
		// The floors are those of the first minutes of the first and last quarter: 0 and 45.
		assert.equal(
			leakWarning(hour(minute => 80 + 2 * minute)),
			'the resident set rose steadily from 80 MiB to 170 MiB within 59 min',
		);
	});

	it('waits for an hour', () => {
		const leak = (minute: number): number => 80 + 4 * minute;
		assert.equal(leakWarning(hour(leak, 50)), undefined);
		assert.notEqual(leakWarning(hour(leak, 60)), undefined);
		assert.equal(leakWarning([]), undefined);
	});

	it('is silent while all of the growth may be garbage', () => {
		const points = hour(minute => 80 + 2 * minute).map(point => ({...point, hasMajorGc: false}));
		assert.equal(leakWarning(points), undefined);
	});

	it('is silent when a quarter has no points, as after a long sleep', () => {
		const points = hour(minute => 80 + 2 * minute).filter((_, minute) => minute < 14 || minute > 31);
		assert.equal(leakWarning(points), undefined);
	});

	it('is silent about noise of any kind around a level', () => {
		fc.assert(
			fc.property(
				fc.integer({min: 40, max: 400}),
				fc.array(fc.double({min: 0, max: 1, noNaN: true}), {minLength: 60, maxLength: 60}),
				(level, noises) => {
					// A tenth up and down can never make the floor rise by a quarter.
					assert.equal(leakWarning(hour(minute => level * (0.95 + 0.1 * (noises[minute] ?? 0)))), undefined);
				},
			),
		);
	});

	it('is silent about anything that ends where it began', () => {
		fc.assert(
			fc.property(fc.array(fc.integer({min: 50, max: 500}), {minLength: 45, maxLength: 45}), middle => {
				const levels = [50, ...middle];
				assert.equal(leakWarning(hour(minute => levels[minute] ?? 50)), undefined);
			}),
		);
	});
});
