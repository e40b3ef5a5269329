import InkOutput from 'original:./output.js';
import type {Piece} from './memory.js';
import {plain, type Run, readRuns, writeRuns} from './runs.js';
import {simpleWidth} from './simple-text.js';

const blank = (cells: number): Run => ({value: ' '.repeat(cells), style: plain});

/** Returns the runs of a row with blanks between the pieces, if these are simple, inside the row and do not overlap. */
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
Composes a row of the frame from the pieces written to it. Other rows than simple ones go through Ink's own `Output` of one
row, where the transformer inserts the text so that it is read only once.
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
