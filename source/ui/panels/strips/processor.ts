import type {Core} from '../../../metrics/snapshot.js';
import {absent, formatPercent} from '../../../support/format.js';
import {absentLine} from '../../drawing/absent.js';
import type {Appearance} from '../../drawing/appearance.js';
import {coreGrid, heatCell} from '../../drawing/core-grid.js';
import {graph} from '../../drawing/graph.js';
import {joinSpans, type Line, longestThatFits, space, span} from '../../drawing/line.js';
import {fitRight} from '../../drawing/text.js';
import {levelRole} from '../../theme/role.js';
import {allModes, modeLine, mostImportantModes} from '../cpu-modes.js';
import {cpuOfLimitPercent} from '../cpu-of-limit.js';
import {throttledRole} from '../limits.js';
import type {CpuContent} from '../panel-contents.js';
import type {Size} from '../panel-definition.js';
import {labelWidth, leftWidth, stripColumns, stripLine, stripText, withGraph} from './strip.js';

/** Draws total, load and graph; in further rows the cores, and all modes of the time. */
export function drawCpuStrip(
	{cpu, load, limits, series, marks, logicalCores}: Omit<CpuContent, 'coreRows'>,
	{width, height}: Size,
	appearance: Appearance,
): readonly Line[] {
	const columns = stripColumns(width);
	if (cpu.state !== 'ok') {
		return [stripText('CPU', () => absentLine(cpu), columns)];
	}

	const {total, cores} = cpu.value;
	const isOverloaded = load !== undefined && logicalCores !== undefined && load.load1 > logicalCores;
	const loadLine: Line = load
		? [span('load ', 'muted'), span(load.load1.toFixed(2), isOverloaded ? 'warning' : 'text')]
		: [];
	const {throttledPercent} = limits ?? {};
	const limitPercent = cpuOfLimitPercent(limits);
	const limitLine: Line =
		limitPercent === undefined
			? []
			: [span('limit ', 'muted'), span(formatPercent(limitPercent), levelRole(limitPercent))];
	const room = leftWidth(columns) - labelWidth;
	const line = height >= 2 ? coreLine(cores, room, appearance) : undefined;
	const grid = line ? [line] : coreGrid(cores, {width: room, maxRows: height - 1}, appearance.glyphs);
	const hasModes = height > grid.length + 1;
	const modes = hasModes ? [] : [4, 3, 2].map(count => modeLine(total, mostImportantModes(total, count), ' '));
	const throttledLine: Line =
		throttledPercent === undefined || throttledPercent < 1
			? []
			: [span('throttled ', 'muted'), span(`${Math.round(throttledPercent)}%`, throttledRole(throttledPercent))];
	const limited = joinSpans([limitLine, throttledLine], '  ');
	const facts = joinSpans([limited, loadLine], '  ');
	const lines: readonly Line[] = [
		stripLine('CPU', total.usedPercent, {columns, appearance}, free =>
			longestThatFits(
				[...modes.map(mode => joinSpans([facts, mode], '  ')), facts, limited, limitLine, loadLine, []],
				free,
			),
		),
		...grid.map(row => [space(labelWidth), ...row]),
		...(hasModes ? [[space(labelWidth), ...longestThatFits([modeLine(total, allModes, '  '), []], room)]] : []),
	];
	const drawn = graph(series, {width: columns.graph, height, max: 100, style: appearance.graphStyle, marks});
	return withGraph(lines, drawn, columns);
}

/** Width of a core: `0 ▇ 100%` and a gap, without its number. */
const coreWidth = 9;

/** Draws all cores in one row, each with a cell and its percentage; `undefined` where they do not fit. */
function coreLine(cores: readonly Core[], room: number, {glyphs}: Appearance): Line | undefined {
	const idWidth = String(cores.at(-1)?.id ?? 0).length;
	if (cores.length * (idWidth + coreWidth) > room) {
		return undefined;
	}

	return cores.flatMap(core => {
		const percent = core.shares?.usedPercent;
		const text = percent === undefined ? absent : `${Math.round(percent)}%`;
		return [
			span(`${fitRight(String(core.id), idWidth)} `, 'muted'),
			heatCell(core, glyphs),
			span(`${fitRight(text, 5)}  `, percent === undefined ? 'muted' : levelRole(percent)),
		];
	});
}
