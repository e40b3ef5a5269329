import type {Recording} from '../read/recording.js';
import {createAlertLog, type RecordedEpisode} from './alert-log.js';
import {heldTimes} from './held-times.js';
import {createMetricLog, type RankedMetric, type ReportedMetric} from './metric-log.js';

/** What a recording tells when it is looked at as a whole. */
export type Report = {
	/** Epoch milliseconds of the beginning of the first record and of the last sample. */
	readonly startMs: number;
	readonly endMs: number;
	readonly samples: number;
	readonly damagedLines: number;
	readonly metrics: readonly ReportedMetric[];
	/** How many there were beyond those. */
	readonly metricsLeftOut: number;
	readonly episodes: readonly RecordedEpisode[];
	readonly episodesLeftOut: number;
	/** Of `processor.usage_percent`, `memory.percentage` and `disk_io.busy_percent`, where they are known. */
	readonly worstMinutes: readonly RankedMetric[];
};

const maximumMetrics = 500;
const maximumEpisodes = 1000;

/** Reads a recording from end to end, once. Memory does not grow with its length. */
export async function createReport(recording: Recording): Promise<Report> {
	const metrics = createMetricLog(maximumMetrics);
	const alerts = createAlertLog(maximumEpisodes);
	let {startMs} = recording;
	let samples = 0;
	for await (const held of heldTimes(recording.samples(), recording.intervalMs)) {
		// The first record covers the time before it.
		startMs = samples === 0 ? Math.min(startMs, held.startMs) : startMs;
		samples += 1;
		metrics.add(held);
		alerts.add(held.sample);
	}

	return {
		startMs,
		endMs: recording.endMs,
		samples,
		damagedLines: recording.damagedLines(),
		metrics: metrics.metrics(),
		metricsLeftOut: metrics.leftOut(),
		episodes: alerts.episodes(),
		episodesLeftOut: alerts.leftOut(),
		worstMinutes: metrics.worstMinutes(),
	};
}
