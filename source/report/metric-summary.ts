import {createQuantileSketch} from './quantile-sketch.js';

/** What a metric was like over a recording. Every sample counts once; those without a value do not count. */
export type MetricSummary = {
	readonly count: number;
	readonly min: number;
	readonly mean: number;
	/** Within 1 %. */
	readonly p95: number;
	readonly max: number;
};

export type RunningSummary = {
	add(value: number): void;
	/** `undefined` without values. */
	summary(): MetricSummary | undefined;
};

export function createRunningSummary(): RunningSummary {
	const sketch = createQuantileSketch();
	let count = 0;
	let mean = 0;
	let min = Number.POSITIVE_INFINITY;
	let max = Number.NEGATIVE_INFINITY;

	return {
		add(value) {
			count += 1;
			mean += (value - mean) / count;
			min = Math.min(min, value);
			max = Math.max(max, value);
			sketch.add(value);
		},
		summary() {
			const p95 = sketch.quantile(0.95);
			return p95 === undefined ? undefined : {count, min, mean, p95: Math.min(max, Math.max(min, p95)), max};
		},
	};
}
