import {memo} from 'react';
import {known, pending} from '../../metrics/reading.js';
import type {Core, CpuShares, Frequency} from '../../metrics/snapshot.js';
import {formatGigahertz, formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {coreBars, coreGrid, coreRows, hasRoomForBars} from '../drawing/core-grid.js';
import {graph} from '../drawing/graph.js';
import {joinSpans, type Line, lineWidth, space, span} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {graphMarks, pickCpu, useGraphWindow, usePercentGuides, useSeries, useTimeAxis} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {type List, stretch, useList, windowOf} from '../hooks/use-list.js';
import {levelRole} from '../theme/role.js';
import {drawFoot} from './cpu-foot.js';
import {type ModeName, modeCell, mostImportantModes} from './cpu-modes.js';
import type {CpuContent} from './panel-contents.js';
import {contentArea, countOf, type PanelDefinition, type Size} from './panel-definition.js';
import {drawCpuStrip} from './strips/processor.js';
import {stripColumns} from './strips/strip.js';
import {useWindowFigures} from './window-figures.js';

/** Width of ` 100.0% ` and of the percentages below it. */
const figureWidth = 9;

/** Rows of the graph from which modes are beside it. */
const minRowsForModes = 4;

/** Rows reserved for the graph before the cores get room. */
const minGraphRows = 1;

/**
Draws total and graph, the cores, and a line with load and time shares. The least important parts are dropped first.
*/
export function drawCpu(
	{cpu, load, limits, series, marks, guides, logicalCores, coreRows: scrolled}: CpuContent,
	width: number,
	height: number,
	appearance: Appearance,
): readonly Line[] {
	if (cpu.state !== 'ok') {
		return [absentLine(cpu)];
	}

	const {total, cores} = cpu.value;
	const footRows = footHeight(height);
	const grid = scrolled
		? coreBars(scrolled, width, appearance.glyphs)
		: coreGrid(cores, {width, maxRows: gridHeight(height)}, appearance.glyphs);
	const graphRows = Math.max(1, height - footRows - grid.length);
	const drawn = width < figureWidth ? [] : modesBeside(cpu.value.total, graphRows);
	const figure = fitRight(formatPercent(total.usedPercent), figureWidth - 2);
	const graphLines = graph(series, {
		width: Math.max(0, width - figureWidth),
		height: graphRows,
		max: 100,
		style: appearance.graphStyle,
		hasAxis: true,
		guides,
		marks,
	});
	const top = graphLines.map((line, row): Line => {
		if (row === 0) {
			return [span(`${figure}  `, levelRole(total.usedPercent)), ...line];
		}

		const mode = drawn[row - 1];
		const label = (mode && modeCell(total, mode, 3)) ?? [];
		return width < figureWidth ? line : [...label, space(figureWidth - lineWidth(label)), ...line];
	});

	return [
		...top,
		...grid,
		...(footRows > 0 ? [drawFoot({cpu: cpu.value, load, limits, logicalCores, drawn}, width)] : []),
	];
}

/** Returns the modes that are drawn beside the graph, below the total. */
function modesBeside(shares: CpuShares, graphRows: number): readonly ModeName[] {
	return graphRows >= minRowsForModes ? mostImportantModes(shares, graphRows - 1) : [];
}

function footHeight(height: number): number {
	return height >= 2 ? 1 : 0;
}

/** Returns the maximum number of rows for the cores. */
function gridHeight(height: number): number {
	return Math.min(Math.max(0, height - footHeight(height) - minGraphRows), Math.max(1, Math.ceil(height / 2)));
}

export function cpuDetail(
	cores: number | undefined,
	frequency: Frequency | undefined,
	celsius: number | undefined,
	separator: string,
): Line {
	const current = frequency?.currentMhz;
	const max = frequency?.maxMhz;
	const clock =
		current === undefined
			? undefined
			: `${formatGigahertz(current)}${max === undefined ? '' : `/${formatGigahertz(max)}`} GHz`;
	return joinSpans(
		[
			cores === undefined ? undefined : [span(`${cores} ${cores === 1 ? 'core' : 'cores'}`, 'muted')],
			clock === undefined ? undefined : [span(clock, 'muted')],
			celsius === undefined ? undefined : [span(`${Math.round(celsius)}°C`, celsius >= 85 ? 'warning' : 'muted')],
		],
		` ${separator} `,
	);
}

function CpuPanel(props: PanelProps) {
	const size = contentArea(props);
	const {isFocused} = props;
	const appearance = useAppearance();
	const readings = useMonitor(state => state.sample?.snapshot.readings);
	const cpu = readings?.processor ?? pending;
	const load = known(readings?.load);
	const limits = known(readings?.limits);
	const frequency = known(readings?.frequency);
	const celsius = known(readings?.temperatures)?.cpuCelsius;
	const window = useGraphWindow();
	const graphWidth = size.isStrip ? stripColumns(size.width).graph : Math.max(0, size.width - figureWidth);
	const series = useSeries(window, pickCpu, graphWidth);
	const marks = graphMarks(window, graphWidth, {path: 'processor.usage_percent'});
	const guides = usePercentGuides(window, 'processor.usage_percent');
	const axis = useTimeAxis(window, Math.max(0, size.width - figureWidth), size.height);
	const cores = known(cpu)?.cores;
	const list = scrolledCores(isFocused && !size.isStrip ? cores : undefined, size);
	const scrolls = list.rows.length > 0;
	const {rows, note} = useList('processor', list, isFocused, all => all);
	const [first] = rows[0] ?? [];
	const content = {cpu, load, limits, series, marks, guides, logicalCores: cores?.length};
	return (
		<Panel
			{...props}
			note={note && first && cores ? stretch(cores.indexOf(first), rows.flat().length, cores.length) : undefined}
			detail={cpuDetail(scrolls ? undefined : cores?.length, frequency, celsius, appearance.glyphs.separator)}
			extra={useWindowFigures(size.isStrip ? undefined : pickCpu)}
			axis={axis}
			lines={
				size.isStrip
					? drawCpuStrip(content, size, appearance)
					: drawCpu({...content, coreRows: scrolls ? rows : undefined}, size.width, size.height, appearance)
			}
		/>
	);
}

const noRows: readonly (readonly Core[])[] = [];

/** Returns the scrollable rows of cores, for when there is no room for a bar per core. */
function scrolledCores(cores: readonly Core[] | undefined, {width, height}: Size): List<readonly Core[]> {
	const grid = {width, maxRows: gridHeight(height)};
	return {
		rows: cores && !hasRoomForBars(cores.length, grid) ? coreRows(cores, width) : noRows,
		keyOf: row => String(row[0]?.id),
		room: grid.maxRows,
	};
}

export const processor: PanelDefinition = {
	title: 'CPU',
	meaning: 'CPU usage and load',
	collectors: ['processor', 'load', 'frequency'],
	count: sample => countOf(sample, 'processor', 'always', ({cores}) => cores.length),
	rows(cores, {width}) {
		const coreRows = Math.ceil(cores / (width >= 50 ? 4 : 2));
		return {
			min: 2,
			comfort: 3 + Math.min(2, coreRows),
			ideal: 3 + Math.min(8, coreRows),
			stretch: 3,
			importance: 1,
		};
	},
	position: {row: 1, share: 8, wide: 'top', spare: 'left'},
	list: ({sample}, size, isFocused) =>
		isFocused && !size.isStrip
			? windowOf(scrolledCores(known(sample?.snapshot.readings.processor)?.cores, size))
			: undefined,
	// The cores take at most the lower half.
	graph: {left: figureWidth, rows: height => height - footHeight(height) - Math.max(1, Math.ceil(height / 2))},
	Component: memo(CpuPanel),
};
