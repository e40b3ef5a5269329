import type {Parsed, Run} from './runs.js';
import {hasLook, plain, type Style} from './style.js';

/** Cells of one style in a row that the terminal has to show, or an erasure. */
export type Part = {
	/** The first column, from 0. */
	readonly column: number;
	readonly cells: number;
	readonly value: string;
	readonly style: Style;
	/** Whether the text shows its style. */
	readonly hasLook: boolean;
};

/** Erase in Line (ECMA-48), from the cursor to the end. */
const eraseToEnd = '\u001B[K';

const blank = ' '.charCodeAt(0);

/** Bytes of a cursor movement over a few cells. Fewer bytes are written again instead. */
const movementBytes = 4;

/** Returns what differs from the row on the terminal, from left to right. Cells behind the end of that row are blanks. */
export function changedParts(before: Parsed, after: Parsed): readonly Part[] {
	const parts: Part[] = [];
	let start = 0;
	let index = 0;
	let standingStart = 0;
	for (const run of after.runs) {
		const end = start + run.value.length;
		let first = -1;
		let behind = -1;
		for (let column = start; column < end; column++) {
			let standing = before.runs[index];
			if (standing && column === standingStart + standing.value.length) {
				standingStart = column;
				standing = before.runs[++index];
			}

			if (isSame(standing, column - standingStart, run, column - start)) {
				continue;
			}

			if (first === -1) {
				first = column;
			} else if (bytesOf(run.value, behind - start, column - start) > movementBytes) {
				parts.push(partOf(run, start, first, behind));
				first = column;
			}

			behind = column + 1;
		}

		if (first !== -1) {
			parts.push(partOf(run, start, first, behind));
		}

		start = end;
	}

	if (after.width < before.width) {
		parts.push({column: after.width, cells: 0, value: eraseToEnd, style: plain, hasLook: false});
	}

	return parts;
}

/** Returns whether a cell shows the same in two runs. There is no run behind the end of a row. */
function isSame(standing: Run | undefined, standingIndex: number, run: Run, index: number): boolean {
	return (
		(standing?.style ?? plain).spelling === run.style.spelling &&
		(standing?.value.charCodeAt(standingIndex) ?? blank) === run.value.charCodeAt(index)
	);
}

function partOf({value: whole, style}: Run, start: number, column: number, end: number): Part {
	const value = whole.slice(column - start, end - start);
	return {column, cells: end - column, value, style, hasLook: hasLook(value, style)};
}

/** Returns the bytes of some characters in UTF-8, or more than those of a movement. */
function bytesOf(value: string, start: number, end: number): number {
	let bytes = 0;
	for (let index = start; index < end && bytes <= movementBytes; index++) {
		const code = value.charCodeAt(index);
		bytes += code < 0x80 ? 1 : code < 0x8_00 ? 2 : 3;
	}

	return bytes;
}
