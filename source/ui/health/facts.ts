import type {DebugInfo} from '../../health/debug-info.js';
import type {ProcessReport} from '../../health/process-report.js';
import type {HealthReport, HealthStatus} from '../../health/report.js';
import {countOf, formatDuration, formatInterval, formatTime} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {labelled} from '../drawing/labelled.js';
import {type Line, lineWidth, type Span, space, span, spread} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {wrapped} from '../drawing/text.js';
import {okSpan} from './ok-span.js';

/** Wider than every label. */
const labelWidth = 12;

export function facts(
	rows: readonly (readonly [label: string, value: string | undefined])[],
	width: number,
): readonly Line[] {
	return rows.flatMap(([label, value]) => (value === undefined ? [] : labelled(label, value, {width, labelWidth})));
}

/** Draws the status, such as `▲ degraded`, and its reasons with the time since when. */
export function statusLines(
	{status, reasons, problems}: HealthReport,
	width: number,
	appearance: Appearance,
): readonly Line[] {
	return [
		[span('Status'.padEnd(labelWidth), 'muted'), statusSpan(status, appearance)],
		...reasons.flatMap(reason => {
			const since = problems.find(({area, message}) => `${area}: ${message}` === reason)?.sinceMs;
			return reasonLines(printable(reason), since === undefined ? undefined : `since ${formatTime(since)}`, width);
		}),
	];
}

const indent = 2;
const maxReasonRows = 4;
/** Minimum width of a reason beside its time. With less room, the time follows the reason. */
const minReasonWidth = 40;

function reasonLines(reason: string, since: string | undefined, width: number): readonly Line[] {
	const right = since === undefined ? [] : [span(since, 'muted')];
	const room = width - indent - lineWidth(right) - indent;
	const isBeside = room >= minReasonWidth;
	const text = isBeside || since === undefined ? reason : `${reason}, ${since}`;
	return wrapped(text, Math.max(1, isBeside ? room : width - indent))
		.slice(0, maxReasonRows)
		.map((part, row) => spread([space(indent), span(part, 'warning')], row === 0 && isBeside ? right : [], width));
}

function statusSpan(status: HealthStatus, {glyphs}: Appearance): Span {
	switch (status) {
		case 'ok':
			return okSpan(glyphs);
		case 'degraded':
			return span(`${glyphs.warning} degraded`, 'warning');
		case 'failing':
			return span(`${glyphs.critical} failing`, 'critical');
		case 'idle':
			return span('idle', 'muted');
		default:
			return status satisfies never;
	}
}

/** Returns facts about a mon-tui process that are known wherever its samples come from. */
export function processFacts(report: ProcessReport) {
	const {version, nodeVersion, platform, pid, processUptimeMs} = report;
	return [
		['Program', `mon-tui ${version}, Node.js ${nodeVersion.replace(/^v/, '')}, ${platform}, pid ${pid}`],
		['Uptime', formatDuration(processUptimeMs / 1000)],
	] as const;
}

/** Returns the heap usage of the process. */
export function heapFact({heapUsedBytes, heapTotalBytes, externalBytes}: ProcessReport, {bytes}: Appearance) {
	return ['Heap', `${bytes(heapUsedBytes)} of ${bytes(heapTotalBytes)}, ${bytes(externalBytes)} external`] as const;
}

/** Returns the number, interval and age of samples. */
export function samplingFact({health, historyLength}: DebugInfo) {
	const {samples, sampleAgeMs, intervalMs} = health;
	const age = sampleAgeMs === undefined ? '' : `, latest ${(sampleAgeMs / 1000).toFixed(1)}s ago`;
	return ['Samples', `${samples}, every ${formatInterval(intervalMs)}${age}, ${historyLength} in the history`] as const;
}

/** Returns the CPU and memory usage of the process, and the trend of its memory. */
export function costFact({cpuPercent, residentSetBytes, health}: DebugInfo, {bytes}: Appearance) {
	const cpu = cpuPercent === undefined ? '' : `${cpuPercent.toFixed(1)}% of a core, `;
	const trend = health.memory?.trendBytesPerHour;
	const growth =
		trend === undefined
			? ', trend available after 10 minutes'
			: `, ${trend < 0 ? '-' : '+'}${bytes(Math.abs(trend))} per hour`;
	return ['Cost', `${cpu}${bytes(residentSetBytes)} resident${health.source === 'local' ? growth : ''}`] as const;
}

/** Returns event loop delay, garbage collection and open files of the process. */
export function processCounts(info: DebugInfo) {
	const {activeThreads, openFiles, gcCount, gcPauseMs, health} = info;
	const delay = health.eventLoopDelayMs;
	return [
		['Event loop', delay === undefined ? undefined : `maximum delay ${delay.toFixed(1)} ms since the previous sample`],
		['GC', gcCount === undefined ? undefined : `${gcCount} collections, ${Math.round(gcPauseMs ?? 0)} ms total`],
		['Resources', openFiles === undefined ? undefined : `${openFiles} open files, ${activeThreads ?? '--'} threads`],
	] as const;
}

/** Returns the number of clients of the server, and its address. */
export function serverFact({server}: HealthReport) {
	return [
		'Server',
		server === undefined
			? 'none'
			: [
					`${countOf(server.clients, 'client')}, ${server.skippedFrames} skipped frames`,
					...(server.address === undefined ? [] : [printable(server.address)]),
				].join(', '),
	] as const;
}
