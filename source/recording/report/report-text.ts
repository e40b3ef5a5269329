import {formatAmount} from '../../alerts/rules/amount.js';
import type {SummaryOptions} from '../../summary/summary-options.js';
import {createTable} from '../../summary/table.js';
import {countOf, formatDateTime, formatDuration} from '../../support/format.js';
import {printableLine} from '../../support/printable.js';
import type {Report} from './report.js';

/** Returns a report as text with tables. Times are in local time. */
export function reportText(report: Report, options: SummaryOptions = {}): string {
	const parts = [heading(report), metricTable(report, options)];
	parts.push(report.episodes.length > 0 ? `Alerts\n${alertTable(report, options)}` : 'No alerts');
	if (report.events.length > 0) {
		parts.push(`Events\n${eventTable(report, options)}`);
	}

	if (report.worstMinutes.length > 0) {
		parts.push(`Worst minutes\n${minuteTable(report, options)}`);
	}

	return parts.join('\n\n');
}

function heading({
	startMs,
	endMs,
	samples,
	damagedLines,
	metricsLeftOut,
	episodesLeftOut,
	eventsLeftOut,
}: Report): string {
	const notes = [
		countOf(samples, 'sample'),
		...(damagedLines > 0 ? [countOf(damagedLines, 'damaged line')] : []),
		...(metricsLeftOut > 0 ? [`${countOf(metricsLeftOut, 'metric')} omitted`] : []),
		...(episodesLeftOut > 0 ? [`${countOf(episodesLeftOut, 'alert')} omitted`] : []),
		...(eventsLeftOut > 0 ? [`${countOf(eventsLeftOut, 'event')} omitted`] : []),
	];
	return `${formatDateTime(startMs)} to ${formatDateTime(endMs)} (${formatDuration((endMs - startMs) / 1000)}), ${notes.join(', ')}`;
}

function metricTable({metrics}: Report, options: SummaryOptions): string {
	const table = createTable(['Metric', 'Min', 'Mean', 'P95', 'Max'], options);
	for (const {path, unit, min, mean, p95, max} of metrics) {
		table.push([printableLine(path), ...[min, mean, p95, max].map(value => formatAmount(value, unit))]);
	}

	return table.toString();
}

function alertTable({episodes, endMs}: Report, options: SummaryOptions): string {
	const table = createTable(['Since', 'Lasted', 'Level', 'Alert'], options);
	for (const {sinceMs, untilMs, level, message} of episodes) {
		const lasted = formatDuration(((untilMs ?? endMs) - sinceMs) / 1000);
		const isOver = untilMs !== undefined;
		table.push([formatDateTime(sinceMs), isOver ? lasted : `${lasted}, still firing`, level, printableLine(message)]);
	}

	return table.toString();
}

function eventTable({events}: Report, options: SummaryOptions): string {
	const table = createTable(['Time', 'Times', 'Severity', 'Event'], options);
	for (const {atMs, count, severity, text} of events) {
		table.push([formatDateTime(atMs), String(count), severity, printableLine(text)]);
	}

	return table.toString();
}

function minuteTable({worstMinutes}: Report, options: SummaryOptions): string {
	const table = createTable(['Metric', 'Minute', 'Mean'], options);
	for (const {path, unit, minutes} of worstMinutes) {
		for (const {startMs, mean} of minutes) {
			table.push([path, formatDateTime(startMs), formatAmount(mean, unit)]);
		}
	}

	return table.toString();
}
