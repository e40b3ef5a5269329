import type {Sample} from '../../core/sample.js';
import {sampleSeconds} from '../../core/sample-seconds.js';
import type {MonitorState} from '../../core/state.js';
import {type Statistics, statistics as statisticsOf} from '../../core/statistics.js';
import {type HeldNumber, statisticsOverTime} from '../../core/statistics-over-time.js';
import {
	absent,
	formatBytes,
	formatDuration,
	formatPercent,
	formatRate,
	formatShortBytes,
	formatShortRate,
} from '../../support/format.js';
import {fitLine, type Line, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {
	pickCpu,
	pickDiskRead,
	pickDiskWrite,
	pickLoad,
	pickMemory,
	pickReceive,
	pickSelfCpu,
	pickSelfMemory,
	pickSend,
	pickSwap,
} from '../hooks/graph-window.js';
import {levelRole, type Role} from '../theme/role.js';

/** Seconds of history that the statistics cover at most. */
const windowSeconds = 600;

type Row = {
	readonly label: string;
	readonly pick: typeof pickCpu;
	/** Metric path of the same value. */
	readonly path: string;
	/** Formats a value for a column of `width` cells; the unit is shortened to fit. */
	readonly format: (value: number, width: number) => string;
	readonly role: (value: number) => Role;
};

const plain = (): Role => 'text';

/** Width of `999.9 MB/s` and a space. */
const longRateWidth = 10;

function rateText(bytesPerSecond: number, width: number): string {
	return width < longRateWidth ? formatShortRate(bytesPerSecond) : formatRate(bytesPerSecond);
}

function bytesText(bytes: number, width: number): string {
	return width < longRateWidth ? formatShortBytes(bytes) : formatBytes(bytes);
}

/** Rows in order of importance; those that do not fit are dropped from the end. */
const rows: readonly Row[] = [
	{label: 'CPU', pick: pickCpu, path: 'processor.usage_percent', format: formatPercent, role: levelRole},
	{label: 'Memory', pick: pickMemory, path: 'memory.percentage', format: formatPercent, role: levelRole},
	{label: 'Received', pick: pickReceive, path: 'network.receive_rate', format: rateText, role: plain},
	{label: 'Sent', pick: pickSend, path: 'network.send_rate', format: rateText, role: plain},
	{label: 'Load', pick: pickLoad, path: 'load.load1', format: value => value.toFixed(2), role: plain},
	{label: 'Disk read', pick: pickDiskRead, path: 'disk_io.read_rate', format: rateText, role: plain},
	{label: 'Disk write', pick: pickDiskWrite, path: 'disk_io.write_rate', format: rateText, role: plain},
	{label: 'Swap', pick: pickSwap, path: 'memory.swap.percentage', format: formatPercent, role: levelRole},
	{label: 'Self CPU', pick: pickSelfCpu, path: 'self.cpu_percent', format: formatPercent, role: plain},
	{label: 'Self memory', pick: pickSelfMemory, path: 'self.rss', format: bytesText, role: plain},
];

const columns = ['now', 'min', 'avg', 'p95', 'max'] as const;
const labelWidth = 11;
const maxColumnWidth = 16;

/** Number of rows. */
export const statisticsRowCount = rows.length;
/** Height of the whole table with its head. */
export const statisticsHeight = statisticsRowCount + 1;

export type StatisticsRow = {readonly row: Row; readonly statistics: Statistics | undefined};

/** Computes the first `count` rows from the history. */
export function computeRows(state: MonitorState, count: number): readonly StatisticsRow[] {
	const samples = state.history.since(windowSeconds);
	const hasRecords = containsRecords(samples);
	return rows.slice(0, count).map(row => ({row, statistics: statisticsFor(samples, hasRecords, row)}));
}

/** Returns the statistics of one number over the same time as those of the table. */
export function windowStatistics({history}: MonitorState, pick: Row['pick']): Statistics | undefined {
	const row = rows.find(one => one.pick === pick);
	const samples = history.since(windowSeconds);
	return row && statisticsFor(samples, containsRecords(samples), row);
}

/** Returns whether there are records of a span among the samples. */
function containsRecords(samples: readonly Sample[]): boolean {
	return samples.some(({span: covered}) => covered !== undefined);
}

function statisticsFor(samples: readonly Sample[], hasRecords: boolean, row: Row): Statistics | undefined {
	return hasRecords
		? statisticsOverTime(samples.map(sample => weightedNumber(sample, row)))
		: statisticsOf(samples.map(row.pick));
}

/** Returns the covered time as text: `last 10m`. */
export function coveredTime({history}: MonitorState): string {
	const first = history.at(0);
	const last = history.at(-1);
	const seconds = first && last ? (last.snapshot.monotonicMs - first.snapshot.monotonicMs) / 1000 : 0;
	const minutes = Math.floor(Math.min(windowSeconds, seconds) / 60);
	return `last ${minutes === 0 ? 'minute' : formatDuration(minutes * 60).replace(/ 0s$/, '')}`;
}

/** Returns the value with its weight: a record of a minute weighs as much as all samples of a minute. */
function weightedNumber(sample: Sample, {pick, path}: Row): HeldNumber | undefined {
	const value = pick(sample);
	return value === undefined ? undefined : {value, seconds: sampleSeconds(sample), range: sample.span?.range.get(path)};
}

/** Draws the column headers and one line per metric. The current value is that of the sample. */
export function drawStatistics(
	computed: readonly StatisticsRow[],
	sample: Sample | undefined,
	width: number,
	height: number,
): readonly Line[] {
	const columnWidth = Math.min(maxColumnWidth, Math.floor((width - labelWidth) / columns.length));
	const head: Line = [
		span(''.padEnd(labelWidth)),
		...columns.map(column => span(` ${fitRight(column, columnWidth - 1)}`, 'muted')),
	];
	const body = computed.map(({row, statistics: figures}): Line => {
		const now = sample && row.pick(sample);
		const values = [now, figures?.min, figures?.mean, figures?.p95, figures?.max];
		return fitLine(
			[
				span(row.label.padEnd(labelWidth), 'muted'),
				...columns.map((_, index) => {
					const value = values[index];
					return value === undefined
						? span(` ${fitRight(absent, columnWidth - 1)}`, 'muted')
						: span(` ${fitRight(row.format(value, columnWidth), columnWidth - 1)}`, row.role(value));
				}),
			],
			width,
		);
	});
	return [head, ...body].slice(0, height);
}
