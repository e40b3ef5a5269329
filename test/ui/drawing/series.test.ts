import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createHistory} from '../../../source/core/history.js';
import {maximum, niceCeiling, seriesOf} from '../../../source/ui/drawing/series.js';
import {pickCpu} from '../../../source/ui/hooks/graph-window.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';

/**
Returns a history. The monotonic clock starts at a multiple of ten seconds, so that intervals begin at whole seconds.
*/
function historyOf(values: readonly (readonly [seconds: number, percent: number | undefined])[]) {
	return values.reduce(
		(history, [seconds, percent]) =>
			history.append(sampleAt(seconds, {processor: percent === undefined ? {state: 'pending'} : ok(cpu(percent))})),
		createHistory({samples: 1000, seconds: 100_000}),
	);
}

test('values of one interval are averaged, and the newest interval is the last', () => {
	const history = historyOf([
		[0, 10],
		[0.5, 20],
		[1, 40],
		[1.5, 60],
		[2, 5],
	]);
	assert.deepEqual(seriesOf(history, pickCpu, {count: 4, bucketMs: 1000}), [undefined, 15, 50, 5]);
});

test('an interval without a sample is a gap, and so is one with a missing value', () => {
	const history = historyOf([
		[0, 10],
		[1, undefined],
		[4, 30],
	]);
	assert.deepEqual(seriesOf(history, pickCpu, {count: 5, bucketMs: 1000}), [10, undefined, undefined, undefined, 30]);
});

test('complete intervals do not change when newer samples arrive', () => {
	const before = historyOf([
		[0, 10],
		[1, 20],
		[2, 30],
	]);
	const after = before.append(sampleAt(2.5, {processor: ok(cpu(90))}));
	assert.deepEqual(seriesOf(before, pickCpu, {count: 3, bucketMs: 1000}), [10, 20, 30]);
	assert.deepEqual(seriesOf(after, pickCpu, {count: 3, bucketMs: 1000}), [10, 20, 60]);
});

test('intervals shorter than the sampling interval leave no gaps, but a real pause does', () => {
	const history = historyOf([
		[0, 10],
		[0.5, 20],
		[3, 30],
	]);
	const series = seriesOf(history, pickCpu, {count: 13, bucketMs: 250});
	assert.deepEqual(series.slice(0, 3), [10, 10, 20]);
	assert.deepEqual(series.slice(3, 12), new Array(9).fill(undefined));
	assert.equal(series.at(-1), 30);
});

test('records of one minute are one line, whatever their sampling interval was', () => {
	const history = historyOf(Array.from({length: 6}, (_, minute) => [minute * 60, minute * 10] as const));
	const series = seriesOf(history, pickCpu, {count: 301, bucketMs: 1000});
	assert.deepEqual(
		[0, 59, 60, 119, 240, 299, 300].map(index => series[index]),
		[0, 0, 10, 10, 40, 40, 50],
	);
	assert.ok(series.every(value => value !== undefined));
	const detail = seriesOf(history, pickCpu, {count: 30, bucketMs: 1000});
	assert.deepEqual([detail[0], detail.at(-1)], [40, 50], 'the line begins before the window');
});

/** Returns records of the seconds before them. */
function recordsOf(records: ReadonlyArray<readonly [second: number, percent: number | undefined, seconds: number]>) {
	return records.reduce(
		(history, [second, percent, seconds]) => {
			const sample = sampleAt(second, {processor: percent === undefined ? {state: 'pending'} : ok(cpu(percent))});
			return history.append({...sample, span: {seconds, samples: seconds * 2, range: new Map()}});
		},
		createHistory({samples: 1000, seconds: 100_000}),
	);
}

test('a record fills the time that it covers, also the first one, and no more', () => {
	const history = recordsOf([
		[10, 10, 4],
		[14, 20, 4],
		[22, 30, 4],
		[26, undefined, 4],
	]);
	const series = seriesOf(history, pickCpu, {count: 22, bucketMs: 1000});
	const gap = undefined;
	assert.deepEqual(series, [
		...[gap, 10, 10, 10, 10, 10],
		...[20, 20, 20, 20],
		...[gap, gap, gap, 30, 30, 30, 30, 30],
		...[gap, gap, gap, gap],
	]);
});

test('in one interval a long record weighs more than a short one', () => {
	const history = recordsOf([
		[57, 10, 57],
		[58, 90, 1],
		[59, 50, 2],
	]);
	assert.deepEqual(seriesOf(history, pickCpu, {count: 1, bucketMs: 60_000}), [(57 * 10 + 90 + 100) / 60]);
});

test('two long pauses in a row are two gaps, and a missing value is one too', () => {
	const history = historyOf([
		[0, 10],
		[0.5, 10],
		[20, 20],
		[40, 30],
		[40.5, undefined],
		[42, undefined],
		[42.5, 40],
	]);
	const series = seriesOf(history, pickCpu, {count: 86, bucketMs: 500});
	assert.deepEqual(
		series.flatMap((value, index) => (value === undefined ? [] : [`${index / 2} s: ${value}`])),
		['0 s: 10', '0.5 s: 10', '20 s: 20', '40 s: 30', '42.5 s: 40'],
	);
});

test('a distance of one and a half intervals is no gap, a longer one is', () => {
	const distances = (seconds: number) =>
		seriesOf(
			historyOf([
				[0, 10],
				[seconds, 20],
			]),
			pickCpu,
			{count: seconds * 4 + 1, bucketMs: 250},
		);
	assert.deepEqual(distances(0.75), [10, 10, 10, 20]);
	assert.deepEqual(distances(1), [10, undefined, undefined, undefined, 20]);
	assert.deepEqual(distances(1.25), [10, undefined, undefined, undefined, undefined, 20]);
});

const bucketsMs = fc.constantFrom(500, 1000, 2000, 5000, 30_000);
const spacingsMs = fc.integer({min: 500, max: 60_000});

test('samples at equal distances, recorded up to a fifth late, are a line without a gap', () => {
	fc.assert(
		fc.property(
			bucketsMs,
			spacingsMs,
			fc.array(fc.nat({max: 20}), {minLength: 4, maxLength: 40}),
			(bucketMs, spacingMs, delays) => {
				const seconds = delays.map((delay, index) => ((index + delay / 100) * spacingMs) / 1000);
				const history = historyOf(seconds.map((second, index) => [second, index]));
				const spanMs = ((seconds.at(-1) ?? 0) - (seconds[0] ?? 0)) * 1000;
				const series = seriesOf(history, pickCpu, {count: Math.max(1, Math.floor(spanMs / bucketMs)), bucketMs});
				assert.ok(series.every(value => value !== undefined && value >= 0 && value < delays.length));
			},
		),
	);
});

test('a pause much longer than the distances around it is the only gap', () => {
	fc.assert(
		fc.property(
			bucketsMs,
			spacingsMs,
			fc.integer({min: 4, max: 20}),
			fc.integer({min: 4, max: 20}),
			fc.integer({min: 2, max: 20}),
			(bucketMs, spacingMs, before, after, times) => {
				const silenceMs = times * Math.max(spacingMs, bucketMs) + bucketMs;
				const moments = Array.from(
					{length: before + after},
					(_, index) => index * spacingMs + (index < before ? 0 : silenceMs),
				);
				const history = historyOf(moments.map(moment => [moment / 1000, 50]));
				const count = Math.floor((moments.at(-1) ?? 0) / bucketMs) + 2;
				const series = seriesOf(history, pickCpu, {count, bucketMs});
				const gaps = series.filter((value, index) => value === undefined && series[index - 1] !== undefined).length;
				assert.equal(gaps, 1);
			},
		),
	);
});

test('an empty history is all gaps', () => {
	assert.deepEqual(seriesOf(createHistory({samples: 1, seconds: 1}), pickCpu, {count: 2, bucketMs: 1000}), [
		undefined,
		undefined,
	]);
	assert.equal(maximum([undefined]), undefined);
	assert.equal(maximum([3, undefined, 7]), 7);
});

test('a scale ends on a round number and never below the minimum', () => {
	assert.equal(niceCeiling(0, 10_000), 10_000);
	assert.equal(niceCeiling(10_001, 10_000), 20_000);
	assert.equal(niceCeiling(49_000, 10_000), 50_000);
	assert.equal(niceCeiling(1_200_000, 10_000), 2_000_000);
	assert.equal(niceCeiling(1_000_000, 10_000), 1_000_000);
});
