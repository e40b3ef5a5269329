import {memo, useMemo} from 'react';
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
import {Panel, type PanelProps} from '../boxes/panel.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
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
import {useMonitor, useRoute} from '../hooks/services.js';
import {levelRole, type Role} from '../theme/role.js';
import type {PanelDefinition} from './panel-definition.js';

const windowSeconds = 600;
/** Seconds between two updates. Statistics over ten minutes change slowly, and fewer updates send less output. */
const refreshEverySeconds = 2;

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

export type StatisticsRow = {readonly row: Row; readonly statistics: Statistics | undefined};

export function computeRows(state: MonitorState, count: number): readonly StatisticsRow[] {
	const samples = state.history.since(windowSeconds);
	const hasRecords = samples.some(sample => sample.span);
	return rows.slice(0, count).map(row => ({
		row,
		statistics: hasRecords
			? statisticsOverTime(samples.map(sample => weightedNumber(sample, row)))
			: statisticsOf(samples.map(row.pick)),
	}));
}

/** Returns the value with its weight: a record of a minute weighs as much as all samples of a minute. */
function weightedNumber(sample: Sample, {pick, path}: Row): HeldNumber | undefined {
	const value = pick(sample);
	return value === undefined ? undefined : {value, seconds: sampleSeconds(sample), range: sample.span?.range.get(path)};
}

/** Draws the column headers and one line per metric. */
export function drawStatistics(computed: readonly StatisticsRow[], width: number, height: number): readonly Line[] {
	const columnWidth = Math.min(maxColumnWidth, Math.floor((width - labelWidth) / columns.length));
	const head: Line = [
		span(''.padEnd(labelWidth)),
		...columns.map(column => span(` ${fitRight(column, columnWidth - 1)}`, 'muted')),
	];
	const body = computed.map(({row, statistics: figures}): Line => {
		const values = figures && [figures.last, figures.min, figures.mean, figures.p95, figures.max];
		return fitLine(
			[
				span(row.label.padEnd(labelWidth), 'muted'),
				...columns.map((_, index) => {
					const value = values?.[index];
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

function StatisticsPanel(props: PanelProps) {
	const {width, height} = props;
	// Depends on the two-second slot instead of the sample, so that the panel is drawn less often.
	const slot = useMonitor(refreshSlot);
	const {viewpoint: store} = useRoute();
	const count = Math.max(0, innerHeight(height) - 1);
	// biome-ignore lint/correctness/useExhaustiveDependencies: a new slot is what makes the figures worth computing again.
	const computed = useMemo(() => computeRows(store.getState(), count), [store, slot, count]);
	const seconds = useMonitor(state => Math.min(windowSeconds, Math.floor(coveredSeconds(state) / 60) * 60));
	return (
		<Panel
			{...props}
			detail={[span(`last ${seconds < 60 ? 'minute' : formatDuration(seconds).replace(/ 0s$/, '')}`, 'muted')]}
			lines={drawStatistics(computed, innerWidth(width), innerHeight(height))}
		/>
	);
}

/** Returns a number that changes every two seconds, and also when the first rates are known. */
function refreshSlot({sample, history}: MonitorState): number {
	const slot = Math.floor((sample?.snapshot.monotonicMs ?? 0) / (refreshEverySeconds * 1000));
	return history.length <= 2 ? slot + history.length / 10 : slot;
}

function coveredSeconds({history}: MonitorState): number {
	const first = history.at(0);
	const last = history.at(-1);
	return first && last ? (last.snapshot.monotonicMs - first.snapshot.monotonicMs) / 1000 : 0;
}

export const statistics: PanelDefinition = {
	title: 'Statistics',
	meaning: 'min, avg, p95 and max',
	collectors: [],
	count: () => 1,
	// With fewer than three rows below the header, the frame is not worth its space.
	rows: (_, {isWide}) => ({min: 4, ideal: isWide ? rows.length + 1 : 5, stretch: 0, importance: 7}),
	position: {row: 7, share: 8, wide: 'left', spare: 'right'},
	list: undefined,
	Component: memo(StatisticsPanel),
};
