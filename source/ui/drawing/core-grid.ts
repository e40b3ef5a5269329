import type {Core} from '../../metrics/snapshot.js';
import {levelRole} from '../theme/role.js';
import {bar} from './bar.js';
import type {Glyphs} from './glyphs.js';
import {fitLine, type Line, type Span, space, span} from './line.js';
import {fitRight} from './text.js';

/** Minimum width of a core drawn as number, bar and percentage: ` 0 ██  20%`. */
const minCellWidth = 10;
/** Maximum width of a core; wider bars show nothing more. */
const maxCellWidth = 26;
const gapWidth = 2;
const percentWidth = 4;

export type GridSize = {readonly width: number; readonly maxRows: number};

/**
Draws all cores in at most `maxRows` rows, numbered down the columns: as bars when there is room, otherwise as a labelled
heat map with one cell per core.
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

/** Returns whether there is room for a bar per core. */
export function hasRoomForBars(cores: number, {width, maxRows}: GridSize): boolean {
	return cores <= maxColumns(width) * maxRows;
}

/** Splits the cores into as many rows of bars as required, for a list that scrolls. */
export function coreRows(cores: readonly Core[], width: number): readonly (readonly Core[])[] {
	const columns = maxColumns(width);
	return Array.from({length: Math.ceil(cores.length / columns)}, (_, row) =>
		cores.slice(row * columns, (row + 1) * columns),
	);
}

/** Returns the maximum number of bars side by side. */
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

/** Number of cells that each heat map row is a multiple of, so that row labels are round numbers. */
const heatStep = 8;

/** A cell of the heat map; without a core when the core is offline. */
type Slot = {readonly id: number; readonly core: Core | undefined};

/**
Returns the cells of the heat map. The position of a cell identifies its core, so an offline core leaves its cell empty.
When most numbers are missing (POWER with one thread per core: 0, 8, 16, …), the cores are packed, and the label of the row
gives the number of its first core.
*/
function slotsOf(cores: readonly Core[]): readonly Slot[] {
	const last = cores.at(-1)?.id ?? 0;
	const byId = new Map(cores.map(core => [core.id, core]));
	return last + 1 > 2 * cores.length
		? cores.map(core => ({id: core.id, core}))
		: Array.from({length: last + 1}, (_, id) => ({id, core: byId.get(id)}));
}

/**
Draws one cell per core. Each row starts with the number of its first core; cores that do not fit are counted at the end.
*/
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

/** Draws a core in one cell. */
export function heatCell({shares}: Core, glyphs: Glyphs): Span {
	const percent = shares?.usedPercent;
	return percent === undefined
		? {text: '?', role: 'muted', width: 1}
		: {text: heatSign(percent, glyphs.heatSteps), role: levelRole(percent), width: 1};
}

function heatSign(percent: number, steps: readonly string[]): string {
	return steps[Math.min(steps.length - 1, Math.floor((percent / 100) * steps.length))] ?? '';
}
