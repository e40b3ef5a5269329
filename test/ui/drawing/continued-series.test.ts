import assert from 'node:assert/strict';
import {test} from 'node:test';
import fc from 'fast-check';
import {createHistory, type History} from '../../../source/core/history.js';
import type {Sample} from '../../../source/core/sample.js';
import {continuedSeries, type DrawnSeries} from '../../../source/ui/drawing/continued-series.js';
import {seriesOf} from '../../../source/ui/drawing/series.js';
import {pickCpu, pickMemory} from '../../../source/ui/hooks/graph-window.js';
import {cpu, ok, sampleAt} from '../../helpers/samples.js';

type Step = {readonly afterMs: number; readonly percent: number | undefined; readonly spanSeconds: number | undefined};

const usualStep = fc.record({
	afterMs: fc.oneof(
		{weight: 8, arbitrary: fc.constant(500)},
		{weight: 2, arbitrary: fc.integer({min: 480, max: 520})},
		fc.integer({min: 1, max: 9000}),
	),
	percent: fc.oneof({weight: 5, arbitrary: fc.nat({max: 100})}, fc.constant(undefined)),
	spanSeconds: fc.constant(undefined),
});
const recordedStep = fc.record({
	afterMs: fc.constantFrom(10_000, 10_000, 10_000, 40_000),
	percent: fc.nat({max: 100}),
	spanSeconds: fc.constantFrom(undefined, 10),
});

function sampleOf(atMs: number, {percent, spanSeconds}: Step): Sample {
	const sample = sampleAt(atMs / 1000, {processor: percent === undefined ? {state: 'pending'} : ok(cpu(percent))});
	return spanSeconds === undefined ? sample : {...sample, span: {seconds: spanSeconds, samples: 20, range: new Map()}};
}

/** The histories after each step. */
function historiesOf(steps: readonly Step[], samples: number): readonly History[] {
	let atMs = 0;
	let history = createHistory({samples, seconds: 100_000});
	return steps.map(step => {
		atMs += step.afterMs;
		history = history.append(sampleOf(atMs, step));
		return history;
	});
}

test('a graph that is continued has the same values as one that is computed from the whole history', () => {
	fc.assert(
		fc.property(
			fc.oneof(
				{weight: 3, arbitrary: fc.array(usualStep, {minLength: 10, maxLength: 80})},
				fc.array(recordedStep, {maxLength: 40}),
			),
			fc.constantFrom(8, 30, 1000),
			fc.record({count: fc.constantFrom(0, 1, 12, 40), bucketMs: fc.constantFrom(250, 1000, 2000)}),
			// A graph is drawn after some of the samples only: the first number is one more than those left out.
			fc.array(fc.integer({min: 1, max: 6}), {minLength: 80, maxLength: 80}),
			(steps, samples, window, strides) => {
				const histories = historiesOf(steps, samples);
				let drawn: DrawnSeries | undefined;
				for (let index = 0, turn = 0; index < histories.length; index += strides[turn++] ?? 1) {
					const history = histories[index];
					assert.ok(history);
					drawn = continuedSeries(drawn, history, pickCpu, window);
					assert.deepEqual(drawn.values, seriesOf(history, pickCpu, window), `sample ${index}`);
				}
			},
		),
		{numRuns: 1000},
	);
});

test('a graph of another number, another size, another time or another past is not continued', () => {
	const steps = Array.from({length: 60}, (_, index) => ({afterMs: 500, percent: index, spanSeconds: undefined}));
	const history = historiesOf(steps, 1000).at(-1);
	assert.ok(history);
	const window = {count: 20, bucketMs: 1000};
	const first = continuedSeries(undefined, history, pickCpu, window);
	for (const [now, pick, shown] of [
		[history, pickMemory, window],
		[history, pickCpu, {...window, count: 21}],
		[history, pickCpu, {...window, bucketMs: 2000}],
		[history.before(20), pickCpu, window],
		[createHistory(history.limits), pickCpu, window],
	] as const) {
		assert.deepEqual(continuedSeries(first, now, pick, shown).values, seriesOf(now, pick, shown));
	}
});

test('a past that is put before or between the samples is drawn', () => {
	const steps = Array.from({length: 200}, () => ({afterMs: 500, percent: 50, spanSeconds: undefined}));
	const all = [...(historiesOf(steps, 1000).at(-1) ?? [])];
	const historyWith = (isKnown: (index: number) => boolean): History =>
		all
			.filter((_, index) => isKnown(index))
			.reduce((history, sample) => history.append(sample), createHistory({samples: 1000, seconds: 1000}));
	const whole = historyWith(() => true);
	for (const count of [20, 60, 200]) {
		const window = {count, bucketMs: 1000};
		for (const isKnown of [(index: number) => index >= 170, (index: number) => index < 150 || index >= 180]) {
			const drawn = continuedSeries(undefined, historyWith(isKnown), pickCpu, window);
			assert.deepEqual(continuedSeries(drawn, whole, pickCpu, window).values, seriesOf(whole, pickCpu, window));
		}
	}
});

test('a graph reads a few samples only when one was added', () => {
	const steps = Array.from({length: 600}, (_, index) => ({afterMs: 500, percent: index % 100, spanSeconds: undefined}));
	const histories = historiesOf(steps, 1000);
	let reads = 0;
	const pick = (sample: Sample): number | undefined => {
		reads += 1;
		return pickCpu(sample);
	};
	const window = {count: 200, bucketMs: 1000};
	const [before, after] = histories.slice(-2);
	assert.ok(before && after);
	const drawn = continuedSeries(undefined, before, pick, window);
	assert.ok(reads > 300, `${reads}`);
	reads = 0;
	continuedSeries(drawn, after, pick, window);
	assert.ok(reads < 12, `${reads}`);
});
