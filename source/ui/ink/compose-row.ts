import InkOutput from 'original:./output.js';
import type {Piece, Row} from './memory.js';
import {type Run, trimRuns, writeRuns} from './runs.js';
import {plain} from './style.js';

const blank = (cells: number): Run => ({value: ' '.repeat(cells), style: plain});

/** Returns the runs of a row with blanks between the pieces, if these are simple, inside the row and do not overlap. */
function simpleRuns(pieces: readonly Piece[], columns: number): readonly Run[] | undefined {
	const runs: Run[] = [];
	let end = 0;
	for (const {x, parsed} of [...pieces].sort((a, b) => a.x - b.x)) {
		if (parsed === undefined || x < end || x + parsed.width > columns || !Number.isInteger(x)) {
			return undefined;
		}

		if (x > end) {
			runs.push(blank(x - end));
		}

		runs.push(...parsed.runs);
		end = x + parsed.width;
	}

	return trimRuns(runs);
}

/**
Composes a row of the frame from the pieces written to it. Other rows than simple ones go through Ink's own `Output` of one
row, where the transformer inserts the text so that it is read only once.
*/
export function composeRow(pieces: readonly Piece[], columns: number): Row {
	const runs = simpleRuns(pieces, columns);
	if (runs) {
		const width = runs.reduce((sum, {value}) => sum + value.length, 0);
		return {pieces, text: writeRuns(runs), parsed: {runs, width}};
	}

	const row = new InkOutput({width: columns, height: 1});
	for (const {x, text} of pieces) {
		row.write(x, 0, ' ', {transformers: [() => text]});
	}

	return {pieces, text: row.get().output, parsed: undefined};
}
