import {memo} from 'react';
import {type Absent, known, pending, type Reading} from '../../metrics/reading.js';
import type {Core, Cpu, Frequency, Limits, Load} from '../../metrics/snapshot.js';
import {absent, formatGigahertz, formatPercent} from '../../support/format.js';
import {Panel, type PanelProps} from '../boxes/panel.js';
import {absentLine} from '../drawing/absent.js';
import type {Appearance} from '../drawing/appearance.js';
import {coreBars, coreGrid, coreRows, hasRoomForBars} from '../drawing/core-grid.js';
import {innerHeight, innerWidth} from '../drawing/frame.js';
import {graph, type Series} from '../drawing/graph.js';
import {joinSpans, type Line, lineWidth, longestThatFits, span, spread} from '../drawing/line.js';
import {fitRight} from '../drawing/text.js';
import {pickCpu, useSeries, useTimeAxis} from '../hooks/graph-window.js';
import {useAppearance, useMonitor} from '../hooks/services.js';
import {type List, stretch, useList, windowOf} from '../hooks/use-list.js';
import {levelRole} from '../theme/role.js';
import {throttledRole} from './limits.js';
import {countOf, type PanelDefinition, type Size} from './panel-definition.js';

/** The usage of the processor. */
export type CpuUsage = Pick<Cpu, 'total' | 'cores'>;

export type CpuContent = {
	readonly cpu: Reading<CpuUsage>;
	readonly load: Load | undefined;
	/** Limits of the container that mon-tui runs in. */
	readonly limits: Limits | undefined;
	readonly series: Series;
	readonly logicalCores: number | undefined;
	/** Visible rows of cores in a scrolled list; `undefined` shows all cores. */
	readonly coreRows: readonly (readonly Core[])[] | undefined;
};

/** Width of ` 100.0% ` and of the percentages below it. */
const figureWidth = 9;

/** Rows reserved for the graph before the cores get room. */
const minGraphRows = 1;

/**
Draws total and graph, the cores, and a line with load and time shares. The least important parts are dropped first.
*/
export function drawCpu(
	{cpu, load, limits, series, logicalCores, coreRows: scrolled}: CpuContent,
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
	const figure = fitRight(formatPercent(total.usedPercent), figureWidth - 2);
	const graphLines = graph(series, {
		width: Math.max(0, width - figureWidth),
		height: graphRows,
		max: 100,
		style: appearance.graphStyle,
	});
	const top = graphLines.map((line, row): Line => {
		if (row === 0) {
			return [span(`${figure}  `, levelRole(total.usedPercent)), ...line];
		}

		const label =
			row === 1 && graphRows >= 3
				? shareLabel('user', total.userPercent)
				: row === 2 && graphRows >= 4
					? shareLabel('sys', total.systemPercent)
					: '';
		return [span(width < figureWidth ? '' : label.padEnd(figureWidth), 'muted'), ...line];
	});

	return [...top, ...grid, ...(footRows > 0 ? [foot({total, load, limits, logicalCores}, width)] : [])];
}

function footHeight(height: number): number {
	return height >= 2 ? 1 : 0;
}

/** Returns the maximum number of rows for the cores. */
function gridHeight(height: number): number {
	return Math.min(Math.max(0, height - footHeight(height) - minGraphRows), Math.max(1, Math.ceil(height / 2)));
}

function shareLabel(name: string, percent: number | undefined): string {
	return percent === undefined ? '' : `${name}${fitRight(`${Math.round(percent)}%`, figureWidth - 1 - name.length)}`;
}

type Foot = Pick<CpuContent, 'load' | 'limits' | 'logicalCores'> & {readonly total: Cpu['total']};

/** Draws load average, container limit, iowait and steal. */
function foot({total, load, limits, logicalCores}: Foot, width: number): Line {
	const loadText = load
		? [load.load1, load.load5, load.load15].map(value => value.toFixed(2)).join(' ')
		: `${absent} ${absent} ${absent}`;
	const isOverloaded = load !== undefined && logicalCores !== undefined && load.load1 > logicalCores;
	const loadRole = isOverloaded ? 'warning' : 'text';
	const left: Line = [span('load ', 'muted'), span(loadText, loadRole)];
	const shortLeft: Line = [span('load ', 'muted'), span(load ? load.load1.toFixed(2) : absent, loadRole)];
	const share = (name: string, percent: number | undefined, notable: number): Line | undefined =>
		percent === undefined
			? undefined
			: [span(`${name} `, 'muted'), span(fitRight(formatPercent(percent), 5), percent >= notable ? 'warning' : 'text')];
	const shares = joinSpans([share('iowait', total.iowaitPercent, 20), share('steal', total.stealPercent, 10)], '  ');
	const [container = [], ...shorter] = containerLines(limits);
	if (container.length === 0) {
		return spread(left, shares, width);
	}

	const [rest] = [left, shortLeft, []].filter(start => lineWidth(start) + lineWidth(container) + 2 <= width);
	if (rest === undefined) {
		return longestThatFits([container, ...shorter, shortLeft, []], width);
	}

	const both = joinSpans([container, shares], '  ');
	return spread(rest, lineWidth(rest) + lineWidth(both) + 2 <= width ? both : container, width);
}

/**
Returns variants of the container limit, from long to short: `limit 1.50/2 cores  throttled 12%`. Empty without a limit.
*/
function containerLines(limits: Limits | undefined): readonly Line[] {
	if (limits?.cpuLimitCores === undefined) {
		return [];
	}

	const {cpuLimitCores, cpuUsedCores, throttledPercent} = limits;
	const limit = cpuLimitCores.toFixed(2);
	const used = cpuUsedCores === undefined ? absent : cpuUsedCores.toFixed(2);
	const usedRole = cpuUsedCores === undefined ? 'muted' : levelRole((cpuUsedCores / cpuLimitCores) * 100);
	const share: Line = [
		// Padded to its maximum width, so that the text before it does not move.
		span(used.padStart(limit.length), usedRole),
		span(`/${Number(limit)}`, 'muted'),
	];
	const throttled: Line =
		throttledPercent === undefined || throttledPercent <= 0
			? []
			: [span(`${Math.round(throttledPercent)}%`.padStart(3), throttledRole(throttledPercent))];
	const words = (before: string, after: string): Line =>
		joinSpans(
			[
				[...(before === '' ? [] : [span(before, 'muted')]), ...share, ...(after === '' ? [] : [span(after, 'muted')])],
				throttled.length === 0 ? undefined : [span('throttled ', 'muted'), ...throttled],
			],
			'  ',
		);
	return [words('limit ', ' cores'), words('limit ', ''), words('', ''), [span('limit ', 'muted'), ...share], share];
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
	const {width, height, isFocused} = props;
	const appearance = useAppearance();
	const cpu = useCpu();
	const load = useMonitor(state => known(state.sample?.snapshot.readings.load));
	const limits = useMonitor(state => known(state.sample?.snapshot.readings.limits));
	const frequency = useMonitor(state => known(state.sample?.snapshot.readings.frequency));
	const celsius = useMonitor(state => known(state.sample?.snapshot.readings.temperatures)?.cpuCelsius);
	const series = useSeries(pickCpu, Math.max(0, innerWidth(width) - figureWidth));
	const axis = useTimeAxis(Math.max(0, innerWidth(width) - figureWidth), innerHeight(height));
	const cores = known(cpu)?.cores;
	const list = scrolledCores(isFocused ? cores : undefined, {width: innerWidth(width), height: innerHeight(height)});
	const scrolls = list.rows.length > 0;
	const {rows, note} = useList('processor', list, isFocused, all => all);
	const [first] = rows[0] ?? [];
	return (
		<Panel
			{...props}
			note={note && first && cores ? stretch(cores.indexOf(first), rows.flat().length, cores.length) : undefined}
			detail={cpuDetail(scrolls ? undefined : cores?.length, frequency, celsius, appearance.glyphs.separator)}
			axis={axis}
			lines={drawCpu(
				{cpu, load, limits, series, logicalCores: cores?.length, coreRows: scrolls ? rows : undefined},
				innerWidth(width),
				innerHeight(height),
				appearance,
			)}
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

/** Returns the part of the reading that is drawn; its counters change with every sample. */
function useCpu(): Reading<CpuUsage> {
	const total = useMonitor(state => known(state.sample?.snapshot.readings.processor)?.total);
	const cores = useMonitor(state => known(state.sample?.snapshot.readings.processor)?.cores);
	const absent = useMonitor(state => absentCpu(state.sample?.snapshot.readings.processor ?? pending));
	return absent ?? (total && cores ? {state: 'ok', value: {total, cores}} : pending);
}

function absentCpu(reading: Reading<Cpu>): Absent | undefined {
	return reading.state === 'ok' ? undefined : reading;
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
		isFocused ? windowOf(scrolledCores(known(sample?.snapshot.readings.processor)?.cores, size)) : undefined,
	Component: memo(CpuPanel),
};
