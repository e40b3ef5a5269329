import {useMemo, useRef} from 'react';
import type {Sample} from '../../core/sample.js';
import type {MonitorState} from '../../core/state.js';
import type {EventKind} from '../../metrics/model/events.js';
import {known} from '../../metrics/reading.js';
import {alertMarks} from '../drawing/alert-marks.js';
import {continuedSeries, type DrawnSeries} from '../drawing/continued-series.js';
import {eventMarks, type GraphMarks} from '../drawing/event-marks.js';
import type {Glyphs} from '../drawing/glyphs.js';
import type {Series} from '../drawing/graph.js';
import {type Guide, grid, thresholds} from '../drawing/graph-guides.js';
import {valuesPerCell} from '../drawing/graph-style.js';
import {seriesOf} from '../drawing/series.js';
import {timeAxis} from '../drawing/time-axis.js';
import {useAppearance, useMonitor, useUi} from './services.js';

/** What all graphs of a panel are drawn from. */
export type GraphWindow = Pick<MonitorState, 'history' | 'alerts'> & {
	/** Duration of one value, in milliseconds. */
	readonly bucketMs: number;
	readonly perCell: number;
	readonly glyphs: Glyphs;
};

/** Returns the current time range and the history. Each hook of the screen state costs time at every measurement. */
export function useGraphWindow(): GraphWindow {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle, glyphs} = useAppearance();
	const history = useMonitor(state => state.history);
	const alerts = useMonitor(state => state.alerts);
	return {history, alerts, bucketMs, perCell: valuesPerCell(graphStyle), glyphs};
}

/** Returns the graph values for `width` cells. */
export function useSeries(
	{history, bucketMs, perCell}: GraphWindow,
	pick: (sample: Sample) => number | undefined,
	width: number,
): Series {
	const drawn = useRef<DrawnSeries>(undefined);
	drawn.current = continuedSeries(drawn.current, history, pick, {count: width * perCell, bucketMs});
	return drawn.current.values;
}

/** Returns the graph values of `count` items; an empty list when `count` is 0. */
export function useSeriesList(
	count: number,
	pick: (index: number) => (sample: Sample) => number | undefined,
	width: number,
): readonly Series[] {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle} = useAppearance();
	const history = useMonitor(state => (count === 0 ? undefined : state.history));
	return history === undefined
		? []
		: Array.from({length: count}, (_, index) =>
				seriesOf(history, pick(index), {count: width * valuesPerCell(graphStyle), bucketMs}),
			);
}

/** Events and alerts that a graph marks. */
export type Marked = {
	/** Kinds of events; all when absent. */
	readonly kinds?: ReadonlySet<EventKind>;
	/** Beginning of the metric path of alerts. */
	readonly path: string;
};

/** Returns the marks of the events and the alerts that concern a panel, for a graph of `width` cells. */
export function graphMarks(
	{history, alerts, glyphs, ...window}: GraphWindow,
	width: number,
	{kinds, path}: Marked,
): GraphMarks | undefined {
	const marked = {...window, width};
	const cells = [
		...eventMarks(history, marked, ({kind}) => kinds?.has(kind) ?? true),
		...alertMarks(history, alerts.events, path, {...marked, glyphs}),
	];
	return cells.length === 0 ? undefined : {cells, sign: glyphs.event};
}

/** Returns the grid of a graph of percentages, and the thresholds of the alert rules for a metric. */
export function usePercentGuides({alerts: {rules}}: GraphWindow, path: string): readonly Guide[] {
	return useMemo(() => [...grid(100), ...thresholds(rules, path)], [rules, path]);
}

/** Minimum panel height for a time axis. */
const minAxisRows = 5;

/** Returns whether a graph of `width` cells in a panel of `rows` rows has a time axis. */
export function hasTimeAxis(width: number, rows: number): boolean {
	return rows >= minAxisRows && width >= 30;
}

/** Returns the time axis for a graph of `width` cells; `undefined` when the panel is too small. */
export function useTimeAxis({bucketMs, perCell}: GraphWindow, width: number, rows: number): string | undefined {
	const cellMs = bucketMs * perCell;
	const hasAxis = hasTimeAxis(width, rows);
	return useMemo(() => (hasAxis ? timeAxis(width, cellMs) : undefined), [hasAxis, width, cellMs]);
}

export const pickCpu = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.processor)?.total.usedPercent;

export const pickMemory = (sample: Sample): number | undefined => known(sample.snapshot.readings.memory)?.usedPercent;

/** Returns the share of the memory that holds cached files, which programs can have at any time. */
export const pickCached = (sample: Sample): number | undefined => {
	const memory = known(sample.snapshot.readings.memory);
	if (memory?.cachedBytes === undefined) {
		return undefined;
	}

	// Shared memory is part of the cache, too, but used.
	const {cachedBytes, availableBytes, freeBytes = 0, totalBytes} = memory;
	return (Math.max(0, Math.min(cachedBytes, availableBytes - freeBytes)) / totalBytes) * 100;
};

export const pickSwap = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.memory)?.swap?.usedPercent;

export const pickReceive = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.network)?.receiveBytesPerSecond;

export const pickSend = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.network)?.sendBytesPerSecond;

/** Returns received and sent bytes per second; `undefined` when they were not measured. */
export const pickNetwork = ({snapshot}: Sample): number | undefined => {
	const {receiveBytesPerSecond, sendBytesPerSecond} = known(snapshot.readings.network) ?? {};
	return receiveBytesPerSecond === undefined || sendBytesPerSecond === undefined
		? undefined
		: receiveBytesPerSecond + sendBytesPerSecond;
};

export const pickLoad = (sample: Sample): number | undefined => known(sample.snapshot.readings.load)?.load1;

/** Returns the CPU usage of mon-tui in percent of one core. */
export const pickSelfCpu = (sample: Sample): number | undefined => known(sample.snapshot.readings.self)?.cpuPercent;

export const pickSelfMemory = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.self)?.residentSetBytes;

export const pickDiskBusy = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.disk_io)?.busyPercent;

export const pickDiskTraffic = (sample: Sample): number | undefined => {
	const diskIo = known(sample.snapshot.readings.disk_io);
	return diskIo && diskIo.readBytesPerSecond + diskIo.writeBytesPerSecond;
};

export const pickDiskRead = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.disk_io)?.readBytesPerSecond;

export const pickDiskWrite = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.disk_io)?.writeBytesPerSecond;
