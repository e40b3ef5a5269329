import type original from 'original:./line-update.js';
import type {Row} from './memory.js';
import {parse, type Run, writeRuns} from './runs.js';
import {plain} from './style.js';

/** The bundler evaluates the module at the first call. */
declare function require(specifier: 'original:./line-update.js'): {readonly default: typeof original};

type Stretch = {readonly start: number; end: number};

const eraseToEnd = '\u001B[K';
const blank = ' '.charCodeAt(0);

/** Cursor Character Absolute (ECMA-48); columns count from 0 here. */
const moveTo = (column: number): string => `\u001B[${column + 1}G`;

/**
Replaces ink/build/line-update.js of Ink 8.0.0, which returns the bytes that turn a row of the previous frame into its new
content. The original keeps the unchanged beginning of a row and writes everything after it. This version writes only the
ranges of cells that changed. Each range starts with a cursor movement and its codes and ends with the style closed, as
every row of Ink does, so that the style between two ranges or rows is the default of the terminal.
*/
export default function (previous: string, next: string, columns: number | undefined): string {
	return rowUpdate({text: previous, parsed: parse(previous)}, {text: next, parsed: parse(next)}, columns);
}

/** A row of a frame, as it was composed. */
type Composed = Pick<Row, 'text' | 'parsed'>;

/** Returns the bytes that turn a row of the previous frame into its new content. */
export function rowUpdate(previous: Composed, next: Composed, columns: number | undefined): string {
	const before = previous.parsed;
	const after = next.parsed;
	if (!before || !after || columns === undefined || Math.max(before.width, after.width) > columns) {
		return require('original:./line-update.js').default(previous.text, next.text, columns);
	}

	let update = '';
	for (const {start, end} of changedStretches(before.runs, after.runs)) {
		update += moveTo(start) + writeRuns(slice(after.runs, start, end));
	}

	if (after.width < before.width) {
		update += moveTo(after.width) + eraseToEnd;
	}

	const whole = moveTo(0) + eraseToEnd + next.text;
	return update.length < whole.length ? update : whole;
}

/** Returns the ranges in which a row differs from the one on the terminal. Cells behind the end of a row are blanks. */
function changedStretches(before: readonly Run[], after: readonly Run[]): readonly Stretch[] {
	const stretches: Stretch[] = [];
	let start = 0;
	let index = 0;
	let standingStart = 0;
	for (const run of after) {
		const end = start + run.value.length;
		for (let column = start; column < end; ) {
			const standing = before[index];
			const standingEnd = standing ? standingStart + standing.value.length : Number.POSITIVE_INFINITY;
			const isRestyled = (standing?.style ?? plain).spelling !== run.style.spelling;
			for (; column < Math.min(end, standingEnd); column++) {
				const character = standing?.value.charCodeAt(column - standingStart) ?? blank;
				if (isRestyled || character !== run.value.charCodeAt(column - start)) {
					addCell(stretches, column, run);
				}
			}

			if (column === standingEnd) {
				standingStart = standingEnd;
				index++;
			}
		}

		start = end;
	}

	return stretches;
}

/**
Adds a cell to the last range, or starts a new one when moving the cursor takes fewer bytes than writing the cells between.
*/
function addCell(stretches: Stretch[], column: number, {style}: Run): void {
	const last = stretches.at(-1);
	if (last && (column === last.end || column - last.end < moveTo(column).length + style.spelling.length)) {
		last.end = column + 1;
	} else {
		stretches.push({start: column, end: column + 1});
	}
}

function slice(runs: readonly Run[], start: number, end: number): readonly Run[] {
	const part: Run[] = [];
	let column = 0;
	for (const run of runs) {
		const value = run.value.slice(Math.max(start - column, 0), Math.max(end - column, 0));
		if (value !== '') {
			part.push({...run, value});
		}

		column += run.value.length;
	}

	return part;
}
