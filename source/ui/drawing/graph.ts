import {levelRole, type Role} from '../theme/role.js';
import {lineOfSigns, type RowMarks} from './cell-row.js';
import {type GraphMarks, markCells} from './event-marks.js';
import {type Guide, guideCells} from './graph-guides.js';
import {percentAxisWidth, withPercentAxis, withScale} from './graph-scale.js';
import {
	baselineSigns,
	brailleFill,
	brailleSign,
	type DrawnStyle,
	fillSign,
	stepsPerCell,
	valuesPerCell,
} from './graph-style.js';
import type {Line} from './line.js';

/** Values of a graph, one per dot column, oldest first; `undefined` is a gap. */
export type Series = readonly (number | undefined)[];

export type GraphOptions = {
	readonly width: number;
	readonly height: number;
	/** Value at the top of the graph. */
	readonly max: number;
	readonly style: DrawnStyle;
	/** Role of all columns. By default, each column has the role of its level. */
	readonly role?: Role | undefined;
	/** Percentages that set the levels of the columns. By default, that is the share of `max`. */
	readonly levels?: Series | undefined;
	/** Events to mark in the top row, and their sign. */
	readonly marks?: GraphMarks | undefined;
	/** Horizontal lines behind the columns. */
	readonly guides?: readonly Guide[] | undefined;
	/** Whether a graph of percentages has labels at its left, if there is room. */
	readonly hasAxis?: boolean;
	/** Scale, from long to short, to write into the top row; see `withScale`. */
	readonly scale?: readonly string[] | undefined;
};

/** Height of a value of zero, and of one too small for the lowest step. */
const baseline = -1;

/**
Draws an area graph of `height` lines with the newest value at the right edge. Zero is a line at the bottom, a gap is blank.
*/
export function graph(series: Series, options: GraphOptions): readonly Line[] {
	const {width, height, max, style, hasAxis = false, guides = [], marks, scale = []} = options;
	const axisWidth = hasAxis ? percentAxisWidth(width, height) : 0;
	const columns = columnsOf(series, width - axisWidth, options);
	const lines: Line[] = [];
	const guideOf = guideCells(guides, {height, max, style});
	const markOf = markCells(marks, axisWidth);
	for (let row = height - 1; row >= 0; row--) {
		lines.push(rowLine(columns, row, style, {guide: guideOf.get(row), marks: row === height - 1 ? markOf : undefined}));
	}

	const [top] = lines;
	if (top && scale.length > 0) {
		lines[0] = withScale(top, scale);
	}

	return axisWidth > 0 ? withPercentAxis(lines) : lines;
}

/** Heights of the dot columns in steps, 0 for a gap, and the role of each cell; `undefined` for a cell of gaps. */
type Columns = {readonly heights: Int16Array; readonly roles: readonly (Role | undefined)[]};

function columnsOf(series: Series, width: number, {height, max, style, role, levels}: GraphOptions): Columns {
	const perCell = valuesPerCell(style);
	const count = Math.max(0, width * perCell);
	const top = height * stepsPerCell[style];
	const first = series.length - count;
	const heights = new Int16Array(count);
	const roles: (Role | undefined)[] = [];
	for (let cell = 0; cell < width; cell++) {
		let highest: number | undefined;
		let isZero = true;
		for (let column = cell * perCell; column < (cell + 1) * perCell; column++) {
			const value = series[first + column];
			if (value === undefined) {
				continue;
			}

			heights[column] = stepsOf(value, max, top, style);
			isZero &&= value <= 0;
			const level = levels ? (levels[levels.length - count + column] ?? 0) : max > 0 ? (value / max) * 100 : 0;
			highest = Math.max(highest ?? 0, level);
		}

		roles.push(highest === undefined ? undefined : isZero ? 'muted' : (role ?? levelRole(highest)));
	}

	return {heights, roles};
}

function stepsOf(value: number, max: number, top: number, style: DrawnStyle): number {
	const steps = Math.min(top, max > 0 ? Math.round((value / max) * top) : 0);
	return steps > 0 ? steps : value > 0 && (style === 'braille' || style === 'block') ? 1 : baseline;
}

function rowLine({heights, roles}: Columns, row: number, style: DrawnStyle, over: RowMarks): Line {
	const below = row * stepsPerCell[style];
	const signs: string[] = [];
	for (let cell = 0; cell < roles.length; cell++) {
		signs.push(
			roles[cell] === undefined
				? ' '
				: style === 'braille'
					? brailleSign(brailleFill(dots(heights[cell * 2] ?? 0) - below, dots(heights[cell * 2 + 1] ?? 0) - below))
					: fillCell(heights[cell] ?? 0, below, style),
		);
	}

	return lineOfSigns(signs, roles, over);
}

/** Returns the steps of a height in a style with dots, where the lowest one is also the line of zero. */
function dots(height: number): number {
	return height === baseline ? 1 : height;
}

function fillCell(height: number, below: number, style: Exclude<DrawnStyle, 'braille'>): string {
	return height === baseline
		? below === 0
			? baselineSigns[style]
			: ' '
		: fillSign(Math.max(0, Math.min(height - below, stepsPerCell[style])), style);
}
