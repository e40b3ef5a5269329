import type {MachineEvent} from '../../metrics/model/events.js';
import type {Recording} from '../read/recording.js';
import {createAlertLog, type RecordedEpisode} from './alert-log.js';
import {heldTimes} from './held-times.js';
import {createMetricLog, type RankedMetric, type ReportedMetric} from './metric-log.js';
import {recordedEvents} from './recorded-events.js';

/** A report on a whole recording. */
export type Report = {
	/** Start of the first record, in epoch milliseconds. */
	readonly startMs: number;
	/** The time of the last sample, in epoch milliseconds. */
	readonly endMs: number;
	/** The number of samples. */
	readonly samples: number;
	/** The number of damaged places. */
	readonly damagedLines: number;
	/** The summaries of the metrics. */
	readonly metrics: readonly ReportedMetric[];
	/** Number of metrics that were omitted. */
	readonly metricsLeftOut: number;
	/** The recorded alerts. */
	readonly episodes: readonly RecordedEpisode[];
	/** The number of omitted alerts. */
	readonly episodesLeftOut: number;
	/** The recorded events of the machine. */
	readonly events: readonly MachineEvent[];
	/** The number of omitted events. */
	readonly eventsLeftOut: number;
	/** Worst minutes of `processor.usage_percent`, `memory.percentage` and `disk_io.busy_percent`, if known. */
	readonly worstMinutes: readonly RankedMetric[];
};

const maxMetrics = 500;
const maxEpisodes = 1000;
const maxEvents = 1000;

/** Reads a whole recording once and returns a report. The memory usage does not depend on its length. */
export async function createReport(recording: Recording): Promise<Report> {
	const metrics = createMetricLog(maxMetrics);
	const alerts = createAlertLog(maxEpisodes);
	const events = recordedEvents(maxEvents);
	let {startMs} = recording;
	let samples = 0;
	for await (const held of heldTimes(recording.samples(), recording.intervalMs)) {
		// The first record covers the time before it.
		startMs = samples === 0 ? Math.min(startMs, held.startMs) : startMs;
		samples += 1;
		metrics.add(held);
		alerts.add(held.sample);
		events.add(held.sample);
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
		events: events.events(),
		eventsLeftOut: events.leftOut(),
		worstMinutes: metrics.worstMinutes(),
	};
}
