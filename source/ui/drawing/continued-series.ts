import type {History} from '../../core/history.js';
import type {Sample} from '../../core/sample.js';
import type {Series} from './graph.js';
import {bucketOf, fillIntervals, minRegularDistances, type SeriesWindow, seriesOf} from './series.js';

/** The values of a graph, with what they were computed from. */
export type DrawnSeries = {
	readonly values: Series;
	readonly history: History;
	readonly pick: (sample: Sample) => number | undefined;
	readonly window: SeriesWindow;
};

/** Maximum number of new samples for which a graph is continued. */
const maxAdded = 4;

/**
Returns the values of a graph, as `seriesOf` computes them. Values that a new sample cannot change are taken from the graph
before, so that the cost does not depend on the length of the graph.
*/
export function continuedSeries(
	before: DrawnSeries | undefined,
	history: History,
	pick: (sample: Sample) => number | undefined,
	window: SeriesWindow,
): DrawnSeries {
	const isSame =
		before?.pick === pick && before.window.count === window.count && before.window.bucketMs === window.bucketMs;
	const values = isSame ? valuesAfter(before, history) : undefined;
	return {values: values ?? seriesOf(history, pick, window), history, pick, window};
}

/** Returns the values after those before; `undefined` unless a few samples were added at the end of the history. */
function valuesAfter(before: DrawnSeries, history: History): Series | undefined {
	const {pick, window} = before;
	const {count, bucketMs} = window;
	// A past that was recorded, or missed while a connection was lost, is put before and between the samples.
	if (history.origin !== before.history.origin) {
		return undefined;
	}

	const previous = before.history.at(-1);
	const newest = history.at(-1);
	const added = addedTo(history, previous);
	// A record of a span reaches back into the intervals before.
	if (!previous || !newest || added === undefined || count <= 0 || history.last(added).some(({span}) => span)) {
		return undefined;
	}

	const firstBucket = bucketOf(newest, bucketMs) - count + 1;
	const moved = bucketOf(newest, bucketMs) - bucketOf(previous, bucketMs);
	// How regular the samples are depends on a few neighbours: on the newer ones here, on the older ones at the beginning.
	const settled = history.at(-2 - added - minRegularDistances);
	const firstAdded = added === 0 ? undefined : history.at(-added);
	const oldest = history.at(minRegularDistances);
	const isCut = history.at(0) !== before.history.at(0) && oldest && bucketOf(oldest, bucketMs) >= firstBucket;
	const settledBucket = settled ? bucketOf(settled, bucketMs) : -1;
	const untouchedBucket = firstAdded ? bucketOf(firstAdded, bucketMs) - 1 : settledBucket;
	const last = Math.min(settledBucket, untouchedBucket) - firstBucket;
	if (last < 0 || moved < 0 || isCut) {
		return undefined;
	}

	const values = before.values.slice(moved);
	values.length = last + 1;
	for (let index = last + 1; index < count; index++) {
		values.push(undefined);
	}

	fillIntervals(values, history, pick, {bucketMs, firstBucket, last});
	return values;
}

/** Returns the number of samples behind another one, up to `maxAdded`; `undefined` if it is not among the last ones. */
function addedTo(history: History, previous: Sample | undefined): number | undefined {
	for (let added = 0; added <= maxAdded; added++) {
		if (history.at(-1 - added) === previous) {
			return added;
		}
	}

	return undefined;
}
