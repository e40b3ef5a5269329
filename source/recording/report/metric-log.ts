import {sectionsOf} from '../../measurements/sections.js';
import type {Unit} from '../../measurements/unit.js';
import type {HeldSample} from './held-times.js';
import {createRunningSummary, type MetricSummary, type RunningSummary} from './metric-summary.js';
import {rankedMetrics, reportedMetrics} from './reported-metrics.js';
import {createWorstMinutes, type MinuteMean} from './worst-minutes.js';

/** The summary of a metric, with its path. */
export type ReportedMetric = MetricSummary & {readonly path: string; readonly unit: Unit};

/** The worst minutes of a metric. */
export type RankedMetric = {
	readonly path: string;
	readonly unit: Unit;
	/** Minutes in descending order, at most three. */
	readonly minutes: readonly MinuteMean[];
};

/** A collection of the metrics of a recording. */
export type MetricLog = {
	add(held: HeldSample): void;
	/** Returns the metrics in the order of the list of metrics; items of one list, such as disks, are adjacent. */
	metrics(): readonly ReportedMetric[];
	/** Returns the number of metrics that were omitted. */
	leftOut(): number;
	worstMinutes(): readonly RankedMetric[];
};

const minutesPerMetric = 3;

/** Returns an empty collection of at most `maximum` metrics: mounts and interfaces come and go. */
export function createMetricLog(maximum: number): MetricLog {
	const byMetric = reportedMetrics.map(({path, unit}) => ({
		path,
		unit,
		summaries: new Map<string, RunningSummary>(),
		worst: rankedMetrics.has(path.text) ? createWorstMinutes(minutesPerMetric) : undefined,
	}));
	const leftOut = new Set<string>();
	let count = 0;

	const summaryOf = (summaries: Map<string, RunningSummary>, path: string): RunningSummary | undefined => {
		const known = summaries.get(path);
		if (known) {
			return known;
		}

		if (count >= maximum) {
			if (leftOut.size < maximum) {
				leftOut.add(path);
			}

			return undefined;
		}

		count += 1;
		const summary = createRunningSummary();
		summaries.set(path, summary);
		return summary;
	};

	return {
		add({sample: {snapshot, span}, startMs, endMs}) {
			const readSection = sectionsOf(snapshot);
			const seconds = (endMs - startMs) / 1000;
			for (const {path, summaries, worst} of byMetric) {
				for (const place of path.resolve(readSection) ?? []) {
					if (typeof place.value === 'number') {
						const {value} = place;
						summaryOf(summaries, place.path)?.add({value, seconds, range: span?.range.get(place.path)});
						worst?.add(startMs, endMs, value);
					}
				}
			}
		},
		metrics: () =>
			byMetric.flatMap(({unit, summaries}) =>
				[...summaries].flatMap(([path, running]) => {
					const summary = running.summary();
					return summary ? [{path, unit, ...summary}] : [];
				}),
			),
		leftOut: () => leftOut.size,
		worstMinutes: () =>
			byMetric.flatMap(({path, unit, worst}) => (worst ? [{path: path.text, unit, minutes: worst.minutes()}] : [])),
	};
}
