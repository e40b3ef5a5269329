import type {Sample} from '../../core/sample.js';
import {known} from '../../metrics/reading.js';
import type {Series} from '../drawing/graph.js';
import {valuesPerCell} from '../drawing/graph.js';
import {seriesOf} from '../drawing/series.js';
import {timeAxis} from '../drawing/time-axis.js';
import {useAppearance, useMonitor, useUi} from './services.js';

/** The values for a graph of `width` cells, by the zoom that the user chose. */
export function useSeries(pick: (sample: Sample) => number | undefined, width: number): Series {
	const bucketMs = useUi(ui => ui.bucketMs);
	const {graphStyle} = useAppearance();
	const history = useMonitor(state => state.history);
	return seriesOf(history, pick, {count: width * valuesPerCell(graphStyle), bucketMs});
}

/** The same for several things of one kind; where `count` is 0, nothing is followed. */
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

/** From this height on a panel has a time axis. */
const minAxisRows = 5;

/** The time axis for a graph of `width` cells in a panel of `rows` rows; `undefined` where it would be clutter. */
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

/** What the monitor itself costs, in percent of a core. */
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
