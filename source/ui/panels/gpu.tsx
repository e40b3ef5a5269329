import {memo} from 'react';
import type {Sample} from '../../core/sample.js';
import {known, pending, type Reading} from '../../metrics/reading.js';
import type {Gpu, GpuProcess} from '../../metrics/snapshot.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {graph, type Series} from '../drawing/graph.js';
import {grid} from '../drawing/graph-guides.js';
import {type Line, span} from '../drawing/line.js';
import {cells} from '../drawing/text.js';
import {useSeriesList} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {highest, type List, useList, windowOf} from '../hooks/use-list.js';
import {gpuLine, gpuProcessLine, shortName} from './gpu-row.js';
import {type ContentArea, contentArea, countOf, type PanelDefinition} from './panel-definition.js';
import {drawGpuStrip} from './strips/gpu.js';
import {stripColumns} from './strips/strip.js';

const maxNameWidth = 28;
const minNameWidth = 8;
/** Minimum rows of a graph. */
const minGraphRows = 2;
/** Minimum screen height for graphs of the GPUs. */
const roomyRows = 44;

/** A GPU, or a process that uses it. */
export type GpuRow = {readonly gpu: Gpu; readonly process: GpuProcess | undefined};

/** Returns the GPUs, each followed by its processes, the largest first. */
export function gpuRows(gpus: readonly Gpu[]): readonly GpuRow[] {
	return gpus.flatMap(gpu => [
		{gpu, process: undefined},
		...[...(gpu.processes ?? [])]
			.sort((a, b) => (b.memoryBytes ?? 0) - (a.memoryBytes ?? 0))
			.map(process => ({gpu, process})),
	]);
}

/** Draws the GPUs and their processes. `graphs` holds the utilisation of each GPU when there is room for graphs. */
export function drawGpus(
	reading: Reading<readonly Gpu[]>,
	{rows, graphs, graphRows}: {rows: readonly GpuRow[]; graphs: readonly Series[]; graphRows: number},
	width: number,
	appearance: Appearance,
): readonly Line[] {
	if (reading.state !== 'ok') {
		return [absentLine(reading)];
	}

	const longestName = Math.max(minNameWidth, ...reading.value.map(({name}) => cells(shortName(name))));
	const nameWidth = Math.min(maxNameWidth, longestName, Math.max(minNameWidth, Math.floor(width / 4)));
	return rows.flatMap(({gpu, process}) => {
		if (process) {
			return [gpuProcessLine(process, width, appearance)];
		}

		const series = graphs[reading.value.indexOf(gpu)];
		return [
			gpuLine(gpu, nameWidth, width, appearance),
			...(series
				? graph(series, {
						width,
						height: graphRows,
						max: 100,
						style: appearance.graphStyle,
						hasAxis: true,
						guides: grid(100),
					})
				: []),
		];
	});
}

/** Returns all GPUs before any process; the busiest GPUs and the largest processes come first. */
function mostRelevant(rows: readonly GpuRow[], room: number): readonly GpuRow[] {
	return highest(rows, room, ({gpu, process}) =>
		process ? (process.memoryBytes ?? 0) : Number.MAX_SAFE_INTEGER * (1 + (gpu.usedPercent ?? 0)),
	);
}

function gpuList(gpus: readonly Gpu[], {height: room, isStrip}: ContentArea): List<GpuRow> {
	return {
		rows: isStrip ? gpus.map(gpu => ({gpu, process: undefined})) : gpuRows(gpus),
		keyOf: ({gpu, process}) => `${gpu.uniqueId ?? ''} ${gpu.id} ${process?.pid ?? ''}`,
		room,
	};
}

/** Returns a selector of the utilisation of the GPU at an index. */
const pickUsed =
	(index: number) =>
	({snapshot}: Sample): number | undefined =>
		known(snapshot.readings.gpu)?.[index]?.usedPercent;

const noGpus: readonly Gpu[] = [];

function GpuPanel(props: PanelProps) {
	const size = contentArea(props);
	const {isFocused} = props;
	const appearance = useAppearance();
	const reading = useMonitor(state => state.sample?.snapshot.readings.gpu ?? pending);
	const gpus = known(reading) ?? noGpus;
	const list = gpuList(gpus, size);
	const {rows, note} = useList('gpu', list, isFocused, mostRelevant);
	const graphRows = size.isStrip ? minGraphRows : Math.floor((list.room - list.rows.length) / Math.max(1, gpus.length));
	const graphs = useSeriesList(
		graphRows < minGraphRows ? 0 : gpus.length,
		pickUsed,
		size.isStrip ? stripColumns(size.width).graph : size.width,
	);
	return (
		<Panel
			{...props}
			note={note}
			detail={gpuDetail(gpus, appearance)}
			lines={
				size.isStrip
					? drawGpuStrip(reading, {gpus: rows.map(({gpu}) => gpu), series: graphs}, size, appearance)
					: drawGpus(reading, {rows, graphs, graphRows}, size.width, appearance)
			}
		/>
	);
}

/** Returns the total memory of all GPUs. */
function gpuDetail(gpus: readonly Gpu[], appearance: Appearance): Line {
	const total = gpus.reduce((sum, {memoryTotalBytes}) => sum + (memoryTotalBytes ?? 0), 0);
	return total > 0 ? [span(appearance.bytes(total), 'muted')] : [];
}

export const gpu: PanelDefinition = {
	title: 'GPU',
	meaning: 'GPU utilisation and memory',
	collectors: ['gpu'],
	count: sample => countOf(sample, 'gpu', 'present', gpus => gpus.length),
	rows: (gpus, {isWide, height}) => ({
		min: 1,
		comfort: Math.min(4, gpus),
		ideal: Math.min(8, gpus) + (isWide && height >= roomyRows ? 3 * Math.min(3, gpus) : 0),
		stretch: 0,
		importance: 5,
	}),
	position: {row: 3, share: 8, wide: 'left', spare: 'left'},
	list: ({sample}, area) => windowOf(gpuList(known(sample?.snapshot.readings.gpu) ?? noGpus, area)),
	Component: memo(GpuPanel),
};
