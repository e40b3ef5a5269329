import type {Core} from '../../metrics/snapshot.js';
import {levelRole} from '../theme/role.js';
import {bar} from './bar.js';
import type {Glyphs} from './glyphs.js';
import {fitLine, type Line, type Span, space, span} from './line.js';
import {fitRight} from './text.js';

/** A core drawn as number, bar and percentage needs at least this much: ` 0 ██  20%`. */
const minCellWidth = 10;
/** Wider bars say nothing more. */
const maxCellWidth = 26;
const gapWidth = 2;
const percentWidth = 4;

export type GridSize = {readonly width: number; readonly maxRows: number};

/**
All cores in at most `maxRows` rows, numbered down the columns as in the drawing of a rack: bars where there is room, one
coloured cell each (a heat map, still labelled) where there is not.
*/
export function coreGrid(cores: readonly Core[], {width, maxRows}: GridSize, glyphs: Glyphs): readonly Line[] {
	if (maxRows <= 0 || cores.length === 0) {
		return [];
	}

	if (!hasRoomForBars(cores.length, {width, maxRows})) {
		return heatMap(cores, width, maxRows, glyphs);
	}

	const height = Math.min(maxRows, Math.ceil(cores.length / Math.min(maxColumns(width), 4)));
	const rows = Array.from({length: height}, (_, row) => cores.filter((_, index) => index % height === row));
	return coreBars(rows, width, glyphs);
}

/** Whether every core can have a bar. */
export function hasRoomForBars(cores: number, {width, maxRows}: GridSize): boolean {
	return cores <= maxColumns(width) * maxRows;
}

/** The cores in rows of bars, as many as it takes: for a list that scrolls. */
export function coreRows(cores: readonly Core[], width: number): readonly (readonly Core[])[] {
	const columns = maxColumns(width);
	return Array.from({length: Math.ceil(cores.length / columns)}, (_, row) =>
		cores.slice(row * columns, (row + 1) * columns),
	);
}

/** How many bars stand beside each other at most. */
function maxColumns(width: number): number {
	return Math.max(1, Math.floor((width + gapWidth) / (minCellWidth + gapWidth)));
}

export function coreBars(rows: readonly (readonly Core[])[], width: number, glyphs: Glyphs): readonly Line[] {
	const columns = Math.max(1, ...rows.map(row => row.length));
	const cellWidth = Math.min(maxCellWidth, Math.floor((width + gapWidth) / columns) - gapWidth);
	const idWidth = String(Math.max(0, ...rows.map(row => row.at(-1)?.id ?? 0))).length;
	return rows.map(row =>
		fitLine(
			row.flatMap((core, column) => [
				...(column === 0 ? [] : [space(gapWidth)]),
				...coreCell(core, cellWidth, idWidth, glyphs),
			]),
			width,
		),
	);
}

function coreCell({id, shares}: Core, width: number, idWidth: number, glyphs: Glyphs): Line {
	const percent = shares?.usedPercent;
	const text = percent === undefined ? '--' : `${Math.round(percent)}%`;
	const barWidth = width - idWidth - 1 - percentWidth - 1;
	return [
		span(`${fitRight(String(id), idWidth)} `, 'muted'),
		...bar(percent, barWidth, glyphs),
		span(` ${fitRight(text, percentWidth)}`, percent === undefined ? 'muted' : levelRole(percent)),
	];
}

/** Rows of a heat map hold a multiple of this, so that their numbers are round. */
const heatStep = 8;

/** A place of the heat map: the core with that number, or none where it is offline. */
type Slot = {readonly id: number; readonly core: Core | undefined};

/**
The place of a cell says which core it is, so one that is offline leaves its place free. Where most numbers are missing
(POWER with one thread a core: 0, 8, 16, …) the cores stand side by side, and the number at the start of the row counts.
*/
function slotsOf(cores: readonly Core[]): readonly Slot[] {
	const last = cores.at(-1)?.id ?? 0;
	const byId = new Map(cores.map(core => [core.id, core]));
	return last + 1 > 2 * cores.length
		? cores.map(core => ({id: core.id, core}))
		: Array.from({length: last + 1}, (_, id) => ({id, core: byId.get(id)}));
}

/** One cell a core; each row starts with the number of its first core. What does not fit is counted at the end. */
function heatMap(all: readonly Core[], width: number, maxRows: number, glyphs: Glyphs): readonly Line[] {
	const cores = slotsOf(all);
	const labelWidth = String(cores.at(-1)?.id ?? 0).length + 1;
	const max = Math.max(1, width - labelWidth);
	const rows = Math.min(maxRows, Math.ceil(cores.length / max));
	const balanced = Math.ceil(cores.length / rows / heatStep) * heatStep;
	const perRow = balanced <= max ? balanced : max < heatStep ? max : max - (max % heatStep);
	const isCut = perRow * maxRows < cores.length;
	const lines = Array.from({length: Math.min(maxRows, Math.ceil(cores.length / perRow))}, (_, row): Line => {
		const rowSlots = cores.slice(row * perRow, (row + 1) * perRow);
		return [
			span(`${fitRight(String(rowSlots[0]?.id ?? 0), labelWidth - 1)} `, 'muted'),
			...rowSlots.map(({core}) => (core ? heatCell(core, glyphs) : space(1))),
		];
	});
	const last = lines.at(-1);
	if (isCut && last) {
		const noteWidth = ` +${cores.length}`.length;
		const kept = last.slice(0, Math.max(1, width - labelWidth - noteWidth + 1));
		const hidden = cores.length - (lines.length - 1) * perRow - (kept.length - 1);
		lines[lines.length - 1] = [...kept, span(` +${hidden}`, 'muted')];
	}

	return lines;
}

function heatCell({shares}: Core, glyphs: Glyphs): Span {
	const percent = shares?.usedPercent;
	return percent === undefined
		? {text: '?', role: 'muted', width: 1}
		: {text: heatSign(percent, glyphs.heatSteps), role: levelRole(percent), width: 1};
}

function heatSign(percent: number, steps: readonly string[]): string {
	return steps[Math.min(steps.length - 1, Math.floor((percent / 100) * steps.length))] ?? '';
}
