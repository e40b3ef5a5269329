import {absent} from '../../../support/format.js';
import type {Appearance} from '../../drawing/appearance.js';
import {bar} from '../../drawing/bar.js';
import {fitLine, type Line, lineWidth, space, span} from '../../drawing/line.js';
import {fitRight} from '../../drawing/text.js';
import {levelRole, type Role} from '../../theme/role.js';

/** Widths of the parts of a strip. They are equal in all strips, so that bars and graphs stand below each other. */
export type StripColumns = {
	readonly width: number;
	readonly bar: number;
	/** Room for text after the bar. */
	readonly text: number;
	/** Width of the graph; 0 without one. */
	readonly graph: number;
};

export const labelWidth = 4;
/** Width of ` 100%`. */
const percentWidth = 5;
const gap = 2;
const minWidthForGraph = 46;
const minWidthForText = 30;
const maxBarWidth = 32;

/** Computes the columns of a strip. With less room the graph is left out first, then the text. */
export function stripColumns(width: number): StripColumns {
	const graph = width < minWidthForGraph ? 0 : Math.floor(width * (width < 70 ? 0.2 : 0.26));
	const rest = width - labelWidth - percentWidth;
	const barWidth =
		width < minWidthForText ? Math.max(0, rest) : Math.min(maxBarWidth, Math.floor(width * (width < 60 ? 0.2 : 0.23)));
	const text = width < minWidthForText ? 0 : Math.max(0, rest - barWidth - gap - (graph > 0 ? graph + gap : 0));
	return {width, bar: barWidth, text, graph};
}

/** Returns the cells between the label and the text. */
export function textStart({bar: barWidth}: StripColumns): number {
	return barWidth + percentWidth + gap;
}

/** Draws a label, a bar with its percentage, and a text that is drawn for the room that is left. */
export function stripLine(
	label: string,
	percent: number | undefined,
	{columns, appearance, role}: {readonly columns: StripColumns; readonly appearance: Appearance; readonly role?: Role},
	text: (width: number) => Line = () => [],
): Line {
	const figure = percent === undefined ? absent : `${Math.round(percent)}%`;
	const figureRole = percent === undefined ? 'muted' : (role ?? levelRole(percent));
	return [
		span(label.padEnd(labelWidth), 'muted'),
		...bar(percent, columns.bar, appearance.glyphs, role),
		span(fitRight(figure, percentWidth), figureRole),
		...(columns.text > 0 ? [space(gap), ...fitLine(text(columns.text), columns.text)] : []),
	];
}

/** Draws a label and a line instead of a bar. */
export function stripText(label: string, line: (width: number) => Line, columns: StripColumns): Line {
	const room = Math.max(0, leftWidth(columns) - labelWidth);
	return [span(label.padEnd(labelWidth), 'muted'), ...fitLine(line(room), room)];
}

/** Puts a graph of several rows at the right of the lines. */
export function withGraph(lines: readonly Line[], graph: readonly Line[], columns: StripColumns): readonly Line[] {
	const left = leftWidth(columns);
	return Array.from({length: Math.max(lines.length, graph.length)}, (_, row): Line => {
		const line = fitLine(lines[row] ?? [], left);
		const drawn = graph[row];
		return columns.graph === 0 || !drawn || lineWidth(drawn) === 0 ? line : [...line, space(gap), ...drawn];
	});
}

/** Returns the width of everything left of the graph. */
export function leftWidth({width, graph}: StripColumns): number {
	return graph === 0 ? width : width - graph - gap;
}
