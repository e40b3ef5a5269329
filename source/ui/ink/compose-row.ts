import InkOutput from 'original:./output.js';
import type {Piece} from './memory.js';
import {plain, type Run, readRuns, writeRuns} from './runs.js';
import {simpleWidth} from './simple-text.js';

const blank = (cells: number): Run => ({value: ' '.repeat(cells), style: plain});

/** The runs of a row, blanks between the pieces, if these are simple, inside the row and beside each other. */
function simpleRuns(pieces: readonly Piece[], columns: number): readonly Run[] | undefined {
	const runs: Run[] = [];
	let end = 0;
	for (const {x, text} of [...pieces].sort((a, b) => a.x - b.x)) {
		const width = simpleWidth(text);
		if (width === undefined || x < end || x + width > columns || !Number.isInteger(x)) {
			return undefined;
		}

		if (x > end) {
			runs.push(blank(x - end));
		}

		runs.push(...readRuns(text).runs);
		end = x + width;
	}

	if (end < columns) {
		runs.push(blank(columns - end));
	}

	return runs;
}

/**
A row of the frame out of what was written to it. What is not simple goes through Ink's own `Output` of one row: the
transformer puts in the text, so it is read once, as it would be there.
*/
export function composeRow(pieces: readonly Piece[], columns: number): string {
	const runs = simpleRuns(pieces, columns);
	if (runs) {
		return writeRuns(runs).trimEnd();
	}

	const row = new InkOutput({width: columns, height: 1});
	for (const {x, text} of pieces) {
		row.write(x, 0, ' ', {transformers: [() => text]});
	}

	return row.get().output;
}
