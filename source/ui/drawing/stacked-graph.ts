import {levelRole, type Role} from '../theme/role.js';
import {lineOfSigns, type RowMarks} from './cell-row.js';
import {type GraphMarks, markCells} from './event-marks.js';
import type {Series} from './graph.js';
import {type Guide, guideCells} from './graph-guides.js';
import {percentAxisWidth, withPercentAxis} from './graph-scale.js';
import {brailleFill, brailleSign, type DrawnStyle, fillSign, stepsPerCell, valuesPerCell} from './graph-style.js';
import type {Line} from './line.js';

export type StackedGraphOptions = {
	readonly width: number;
	readonly height: number;
	readonly style: DrawnStyle;
	readonly marks?: GraphMarks | undefined;
	readonly guides?: readonly Guide[] | undefined;
};

/** Every other dot, so that the upper part differs from the lower one without colour, too. */
const halfDots = 0x40 | 0x02 | 0x20 | 0x08;

const upperSigns: Readonly<Record<Exclude<DrawnStyle, 'braille'>, string>> = {block: '░', half: '░', ascii: '+'};

/**
Draws two percentages on top of each other: the lower one in the role of its level, the upper one in the role of memory and
half as dense. The rest of the graph is what neither takes.
*/
export function stackedGraph(
	lower: Series,
	upper: Series,
	{width, height, style, marks, guides = []}: StackedGraphOptions,
): readonly Line[] {
	const axisWidth = percentAxisWidth(width, height);
	const columns = columnsOf(lower, upper, {width: width - axisWidth, top: height * stepsPerCell[style], style});
	const guideOf = guideCells(guides, {height, max: 100, style});
	const markOf = markCells(marks, axisWidth);
	const lines: Line[] = [];
	for (let row = height - 1; row >= 0; row--) {
		lines.push(rowLine(columns, row, style, {guide: guideOf.get(row), marks: row === height - 1 ? markOf : undefined}));
	}

	return axisWidth > 0 ? withPercentAxis(lines) : lines;
}

/**
The columns: steps up to which the lower part and both parts reach, 0 for a gap, and the role of the lower part of each cell;
`undefined` for a cell of gaps.
*/
type Columns = {
	readonly lower: Int16Array;
	readonly both: Int16Array;
	readonly roles: readonly (Role | undefined)[];
};

function columnsOf(
	lower: Series,
	upper: Series,
	{width, top, style}: {readonly width: number; readonly top: number; readonly style: DrawnStyle},
): Columns {
	const perCell = valuesPerCell(style);
	const count = Math.max(0, width * perCell);
	const columns = {lower: new Int16Array(count), both: new Int16Array(count)};
	const roles: (Role | undefined)[] = [];
	for (let cell = 0; cell < width; cell++) {
		let highest: number | undefined;
		for (let column = cell * perCell; column < (cell + 1) * perCell; column++) {
			const percent = lower[lower.length - count + column];
			if (percent !== undefined) {
				columns.lower[column] = Math.max(1, stepsOf(percent, top));
				columns.both[column] = Math.max(1, stepsOf(percent + (upper[upper.length - count + column] ?? 0), top));
				highest = Math.max(highest ?? percent, percent);
			}
		}

		roles.push(highest === undefined ? undefined : levelRole(highest));
	}

	return {...columns, roles};
}

function stepsOf(percent: number, top: number): number {
	return Math.max(0, Math.min(top, Math.round((percent / 100) * top)));
}

function rowLine({lower, both, roles}: Columns, row: number, style: DrawnStyle, over: RowMarks): Line {
	const below = row * stepsPerCell[style];
	const signs: string[] = [];
	const own: (Role | undefined)[] = [];
	for (let cell = 0; cell < roles.length; cell++) {
		const role = roles[cell];
		if (role === undefined) {
			signs.push(' ');
			own.push(undefined);
		} else if (style === 'braille') {
			const left = cell * 2;
			const solid = brailleFill((lower[left] ?? 0) - below, (lower[left + 1] ?? 0) - below);
			const all = brailleFill((both[left] ?? 0) - below, (both[left + 1] ?? 0) - below);
			signs.push(brailleSign(solid | (all & halfDots)));
			own.push(solid === 0 ? 'memory' : role);
		} else {
			const steps = Math.min(stepsPerCell[style], (lower[cell] ?? 0) - below);
			const isUpper = steps <= 0 && (both[cell] ?? 0) - below >= stepsPerCell[style] / 2;
			signs.push(isUpper ? upperSigns[style] : steps > 0 ? fillSign(steps, style) : ' ');
			own.push(isUpper ? 'memory' : role);
		}
	}

	return lineOfSigns(signs, own, over);
}
