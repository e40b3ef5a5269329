import type {Sample} from '../../core/sample.js';
import type {EventKind} from '../../metrics/model/events.js';
import {known} from '../../metrics/reading.js';
import {eventMarks} from '../drawing/event-marks.js';
import type {GraphMarks, Series} from '../drawing/graph.js';
import {valuesPerCell} from '../drawing/graph.js';
import {seriesOf} from '../drawing/series.js';
import {timeAxis} from '../drawing/time-axis.js';
import {useAppearance, useMonitor, useUi} from './services.js';

/** Returns the graph values for `width` cells at the current time range. */
export function useSeries(pick: (sample: Sample) => number | undefined, width: number): Series {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle} = useAppearance();
	const history = useMonitor(state => state.history);
	return seriesOf(history, pick, {count: width * valuesPerCell(graphStyle), bucketMs});
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

/** Returns the marks of the events that concern a panel, for a graph of `width` cells. */
export function useEventMarks(width: number, kinds?: ReadonlySet<EventKind>): GraphMarks | undefined {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle, glyphs} = useAppearance();
	const history = useMonitor(state => state.history);
	const cells = eventMarks(
		history,
		{width, bucketMs, perCell: valuesPerCell(graphStyle)},
		({kind}) => kinds?.has(kind) ?? true,
	);
	return cells.length === 0 ? undefined : {cells, sign: glyphs.event};
}

/** Minimum panel height for a time axis. */
const minAxisRows = 5;

/** Returns the time axis for a graph of `width` cells; `undefined` when the panel is too small. */
export function useTimeAxis(width: number, rows: number): string | undefined {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle} = useAppearance();
	return rows < minAxisRows || width < 30 ? undefined : timeAxis(width, bucketMs * valuesPerCell(graphStyle));
}

export const pickCpu = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.processor)?.total.usedPercent;

export const pickMemory = (sample: Sample): number | undefined => known(sample.snapshot.readings.memory)?.usedPercent;

export const pickSwap = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.memory)?.swap?.usedPercent;

export const pickReceive = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.network)?.receiveBytesPerSecond;

export const pickSend = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.network)?.sendBytesPerSecond;

export const pickLoad = (sample: Sample): number | undefined => known(sample.snapshot.readings.load)?.load1;

/** Returns the CPU usage of mon-tui in percent of one core. */
export const pickSelfCpu = (sample: Sample): number | undefined => known(sample.snapshot.readings.self)?.cpuPercent;

export const pickSelfMemory = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.self)?.residentSetBytes;

export const pickDiskTraffic = (sample: Sample): number | undefined => {
	const diskIo = known(sample.snapshot.readings.disk_io);
	return diskIo && diskIo.readBytesPerSecond + diskIo.writeBytesPerSecond;
};

export const pickDiskRead = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.disk_io)?.readBytesPerSecond;

export const pickDiskWrite = (sample: Sample): number | undefined =>
	known(sample.snapshot.readings.disk_io)?.writeBytesPerSecond;
