import {type Line, lineWidth, type Span, space, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {cells, fit, wrapped} from '../drawing/text.js';

/** A column of a table. */
export type Column<Row> = {
	readonly head: string;
	readonly isText?: boolean;
	/** Priority of the column: with too little room, the highest rank is dropped first. */
	readonly rank: number;
	cell(row: Row): Span;
};

export type Table<Row extends {readonly name: string}> = {
	readonly title: string;
	readonly columns: readonly Column<Row>[];
	readonly rows: readonly Row[];
	/** Returns the note below a row, such as an error. */
	noteOf(row: Row): Span | undefined;
};

const gap = 2;
const noteIndent = 2;
const maxNoteRows = 3;

/** Draws a table with as many columns as fit, each as wide as its content. */
export function drawTable<Row extends {readonly name: string}>(table: Table<Row>, width: number): readonly Line[] {
	const {title, columns, rows, noteOf} = table;
	const names = rows.map(({name}) => printable(name));
	const nameWidth = Math.min(Math.ceil(width / 2), Math.max(...[title, ...names].map(cells)));
	const drawn = columns.map(({head, isText = false, rank, cell}) => {
		const spans = rows.map(cell);
		return {head, isText, rank, spans, width: Math.max(cells(head), ...spans.map(one => one.width))};
	});
	const kept = fitting(drawn, width - nameWidth);
	const lineOf = (name: Span, spanOf: (column: (typeof kept)[number]) => Span): Line => [
		name,
		...kept.flatMap(column => aligned(spanOf(column), column)),
	];
	return [
		lineOf(span(fit(title, nameWidth), 'title'), ({head}) => span(head, 'muted')),
		...rows.flatMap((row, index): readonly Line[] => [
			lineOf(span(fit(names[index] ?? '', nameWidth)), ({spans}) => spans[index] ?? span('')),
			...noteLines(noteOf(row), width),
		]),
	];
}

function fitting<One extends {readonly rank: number; readonly width: number}>(
	columns: readonly One[],
	width: number,
): readonly One[] {
	const requiredWidth = columns.reduce((sum, column) => sum + gap + column.width, 0);
	const last = Math.max(...columns.map(({rank}) => rank));
	return requiredWidth <= width || columns.length === 0
		? columns
		: fitting(
				columns.filter(({rank}) => rank !== last),
				width,
			);
}

function aligned(part: Span, {isText, width}: {readonly isText: boolean; readonly width: number}): Line {
	const missing = space(width - part.width);
	return isText ? [space(gap), part, missing] : [space(gap), missing, part];
}

function noteLines(note: Span | undefined, width: number): readonly Line[] {
	return note === undefined
		? []
		: wrapped(printable(note.text), Math.max(1, width - noteIndent))
				.slice(0, maxNoteRows)
				.map(text => [space(noteIndent), span(text, note.role)]);
}

/** Draws rows side by side; the right ones start at `column`. */
export function beside(left: readonly Line[], right: readonly Line[], column: number): readonly Line[] {
	return Array.from({length: Math.max(left.length, right.length)}, (_, row) => {
		const line = left[row] ?? [];
		return [...line, space(column - lineWidth(line)), ...(right[row] ?? [])];
	});
}
