import {createQuantileSketch} from './quantile-sketch.js';

/** The summary of a metric over a recording. Values are weighted by the time that they represent. */
export type MetricSummary = {
	/** Number of samples with a value. */
	readonly count: number;
	readonly min: number;
	readonly mean: number;
	/** 95th percentile over time, within 1 %. */
	readonly p95: number;
	readonly max: number;
};

/** A value with the time that it represents and, if it is a mean, the minimum and maximum in that time. */
export type HeldValue = {
	readonly value: number;
	readonly seconds: number;
	readonly range: readonly [lowest: number, highest: number] | undefined;
};

/** A summary of the values added so far. */
export type RunningSummary = {
	add(held: HeldValue): void;
	/** Returns the summary; `undefined` without values. */
	summary(): MetricSummary | undefined;
};

/** Returns an empty summary. */
export function createRunningSummary(): RunningSummary {
	const sketch = createQuantileSketch();
	let count = 0;
	let sum = 0;
	let total = 0;
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;

	return {
		add({value, seconds, range: [lowest, highest] = [value, value]}) {
			count += 1;
			sum += value * seconds;
			total += seconds;
			min = Math.min(min, lowest, value);
			max = Math.max(max, highest, value);
			sketch.add(value, seconds);
		},
		summary() {
			const p95 = sketch.quantile(0.95);
			const within = (value: number): number => Math.min(max, Math.max(min, value));
			return p95 === undefined ? undefined : {count, min, mean: within(sum / total), p95: within(p95), max};
		},
	};
}
