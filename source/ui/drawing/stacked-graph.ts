import {levelRole} from '../theme/role.js';
import {type Cell, lineOfCells} from './cell-row.js';
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
	const plotWidth = width - axisWidth;
	const steps = stepsPerCell[style];
	const top = height * steps;
	const guideOf = guideCells(guides, {height, max: 100, style});
	const markOf = markCells(marks, axisWidth);
	const cells = Array.from({length: plotWidth}, (_, cell) => cellOf(lower, upper, {cell, plotWidth, top, style}));
	const lines = Array.from({length: height}, (_, index): Line => {
		const row = height - 1 - index;
		const guide = guideOf.get(row);
		const drawn = cells.map(
			(columns, cell) =>
				(index === 0 ? markOf?.get(cell) : undefined) ?? (columns && (signOf(columns, row * steps, style) ?? guide)),
		);
		return lineOfCells(drawn);
	});
	return axisWidth > 0 ? withPercentAxis(lines) : lines;
}

/** The columns of a cell: steps up to which the lower part and both parts reach. */
type StackedCell = {readonly columns: readonly (readonly [number, number])[]; readonly role: Cell['role']};

function cellOf(
	lower: Series,
	upper: Series,
	{cell, plotWidth, top, style}: {cell: number; plotWidth: number; top: number; style: DrawnStyle},
): StackedCell | undefined {
	const perCell = valuesPerCell(style);
	const at = (series: Series, column: number): number | undefined =>
		series[series.length - (plotWidth - cell) * perCell + column];
	const percents = Array.from({length: perCell}, (_, column) => at(lower, column));
	const known = percents.filter(percent => percent !== undefined);
	if (known.length === 0) {
		return undefined;
	}

	const stepsFor = (percent: number): number => Math.max(0, Math.min(top, Math.round((percent / 100) * top)));
	return {
		role: levelRole(Math.max(...known)),
		columns: percents.map((percent, column) =>
			percent === undefined
				? [0, 0]
				: [Math.max(1, stepsFor(percent)), Math.max(1, stepsFor(percent + (at(upper, column) ?? 0)))],
		),
	};
}

function signOf({columns, role}: StackedCell, below: number, style: DrawnStyle): Cell | undefined {
	const [[lower = 0, both = 0] = [], [lowerRight = 0, bothRight = 0] = []] = columns;
	if (style !== 'braille') {
		const steps = Math.min(stepsPerCell[style], lower - below);
		return steps > 0
			? {sign: fillSign(steps, style), role}
			: both - below >= stepsPerCell[style] / 2
				? {sign: upperSigns[style], role: 'memory'}
				: undefined;
	}

	const solid = brailleFill(lower - below, lowerRight - below);
	const all = brailleFill(both - below, bothRight - below);
	const dots = solid | (all & halfDots);
	return dots === 0 ? undefined : {sign: brailleSign(dots), role: solid === 0 ? 'memory' : role};
}
