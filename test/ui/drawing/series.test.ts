import assert from 'node:assert/strict';
import {test} from 'node:test';
import {createHistory} from '../../../source/history.js';
import {maximum, niceCeiling, seriesOf} from '../../../source/ui/drawing/series.js';
import {pickCpu} from '../../../source/ui/graph-window.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';

/** The monotonic clock of the samples starts on a multiple of ten seconds, so stretches begin at whole seconds. */
function historyOf(values: readonly (readonly [seconds: number, percent: number | undefined])[]) {
	return values.reduce(
		(history, [seconds, percent]) =>
			history.append(sampleAt(seconds, {cpu: percent === undefined ? {state: 'pending'} : ok(cpu(percent))})),
		createHistory({samples: 1000, seconds: 3600}),
	);
}

test('values of one stretch are averaged, the newest stretch is the last', () => {
	const history = historyOf([
		[0, 10],
		[0.5, 20],
		[1, 40],
		[1.5, 60],
		[2, 5],
	]);
	assert.deepEqual(seriesOf(history, pickCpu, {count: 4, bucketMs: 1000}), [undefined, 15, 50, 5]);
});

test('a stretch without a sample is a gap, and so is one whose value was missing', () => {
	const history = historyOf([
		[0, 10],
		[1, undefined],
		[4, 30],
	]);
	assert.deepEqual(seriesOf(history, pickCpu, {count: 5, bucketMs: 1000}), [10, undefined, undefined, undefined, 30]);
});

test('finished stretches stay as they are while newer samples come', () => {
	const before = historyOf([
		[0, 10],
		[1, 20],
		[2, 30],
	]);
	const after = before.append(sampleAt(2.5, {cpu: ok(cpu(90))}));
	assert.deepEqual(seriesOf(before, pickCpu, {count: 3, bucketMs: 1000}), [10, 20, 30]);
	assert.deepEqual(seriesOf(after, pickCpu, {count: 3, bucketMs: 1000}), [10, 20, 60]);
});

test('stretches shorter than the interval do not tear the graph apart, but a real pause still shows', () => {
	const history = historyOf([
		[0, 10],
		[0.5, 20],
		[3, 30],
	]);
	const series = seriesOf(history, pickCpu, {count: 13, bucketMs: 250});
	assert.deepEqual(series.slice(0, 5), [10, 10, 20, 20, 20]);
	assert.deepEqual(series.slice(5, 12), new Array(7).fill(undefined));
	assert.equal(series.at(-1), 30);
});

test('an empty history is all gaps', () => {
	assert.deepEqual(seriesOf(createHistory({samples: 1, seconds: 1}), pickCpu, {count: 2, bucketMs: 1000}), [
		undefined,
		undefined,
	]);
	assert.equal(maximum([undefined]), undefined);
	assert.equal(maximum([3, undefined, 7]), 7);
});

test('a scale ends on a round number and never below the least', () => {
	assert.equal(niceCeiling(0, 10_000), 10_000);
	assert.equal(niceCeiling(10_001, 10_000), 20_000);
	assert.equal(niceCeiling(49_000, 10_000), 50_000);
	assert.equal(niceCeiling(1_200_000, 10_000), 2_000_000);
	assert.equal(niceCeiling(1_000_000, 10_000), 1_000_000);
});
