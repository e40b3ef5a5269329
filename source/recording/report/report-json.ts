import {machineEvent} from '../../measurements/events.js';
import {timestamp} from '../../measurements/timestamp.js';
import type {Report} from './report.js';

/** Returns a report as one line of JSON, with the names of the wire protocol. */
export function encodeReport(report: Report): string {
	return JSON.stringify({
		type: 'report',
		from: timestamp(report.startMs),
		to: timestamp(report.endMs),
		samples: report.samples,
		damaged_lines: report.damagedLines,
		metrics: report.metrics.map(({path, unit, count, min, mean, p95, max}) => ({
			metric: path,
			unit,
			count,
			min,
			mean: rounded(mean),
			p95: rounded(p95),
			max,
		})),
		metrics_left_out: report.metricsLeftOut,
		alerts: report.episodes.map(({id, component, metric, level, message, sinceMs, untilMs}) => ({
			id,
			component,
			metric,
			level,
			message,
			since: timestamp(sinceMs),
			until: untilMs === undefined ? null : timestamp(untilMs),
		})),
		alerts_left_out: report.episodesLeftOut,
		events: report.events.map(machineEvent.encode),
		events_left_out: report.eventsLeftOut,
		worst_minutes: report.worstMinutes.flatMap(({path, unit, minutes}) =>
			minutes.map(({startMs, mean}) => ({metric: path, unit, minute: timestamp(startMs), mean: rounded(mean)})),
		),
	});
}

function rounded(value: number): number {
	return Math.round(value * 100) / 100;
}
