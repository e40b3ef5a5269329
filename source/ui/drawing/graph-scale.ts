import {type Line, lineWidth, type Span, span} from './line.js';

/** Width of `100 `. */
const axisWidth = 4;
const minAxisRows = 3;
/** Width of a graph from which an axis is worth its room. */
const minAxisWidth = 24;
/** Cells of the graph that a text in its top row leaves. */
const minCellsBeside = 8;

/** Returns the width of the labels `100`, `50` and `0` at the left of a graph of percentages. */
export function percentAxisWidth(width: number, height: number): number {
	return height >= minAxisRows && width >= minAxisWidth ? axisWidth : 0;
}

/** Puts the labels at the left of the rows of a graph. */
export function withPercentAxis(rows: readonly Line[]): readonly Line[] {
	const middle = Math.floor(rows.length / 2);
	return rows.map((row, index) => {
		const label =
			index === 0 ? '100' : index === rows.length - 1 ? '0' : index === middle && rows.length > 4 ? '50' : '';
		return [span(`${label.padStart(axisWidth - 1)} `, 'muted'), ...row];
	});
}

/** Writes the scale over the oldest values of the top row: the first text that leaves enough of them. */
export function withScale(row: Line, texts: readonly string[]): Line {
	const width = lineWidth(row);
	const scale = texts.map(text => span(`${text} `, 'muted')).find(text => width - text.width >= minCellsBeside);
	return scale ? [scale, ...withoutStart(row, scale.width)] : row;
}

/** Removes cells from the beginning of a row whose characters are one cell wide. */
function withoutStart(row: Line, count: number): Line {
	let left = count;
	return row.flatMap((part): readonly Span[] => {
		const removed = Math.min(left, part.width);
		left -= removed;
		return removed === part.width ? [] : [{...part, text: part.text.slice(removed), width: part.width - removed}];
	});
}
