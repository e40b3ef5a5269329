import type {Parsed, Run} from './runs.js';
import {plain, type Style, showsOnBlanks} from './style.js';

/** Cells of one style in a row that the terminal has to show, or an erasure. */
export type Part = {
	/** The first column, from 0. */
	readonly column: number;
	readonly cells: number;
	readonly value: string;
	readonly style: Style;
	/** Whether the style matters: blanks look the same in any foreground. */
	readonly hasLook: boolean;
};

/** Erase in Line (ECMA-48), from the cursor to the end. */
const eraseToEnd = '\u001B[K';

const blanks = /^ +$/;
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
		for (let column = start; column < end; ) {
			const standing = before.runs[index];
			const standingEnd = standing ? standingStart + standing.value.length : Number.POSITIVE_INFINITY;
			const isRestyled = (standing?.style ?? plain).spelling !== run.style.spelling;
			for (; column < Math.min(end, standingEnd); column++) {
				const character = standing?.value.charCodeAt(column - standingStart) ?? blank;
				if (isRestyled || character !== run.value.charCodeAt(column - start)) {
					if (first !== -1 && bytesOf(run.value, behind - start, column - start) > movementBytes) {
						parts.push(partOf(run, start, first, behind));
						first = column;
					}

					first = first === -1 ? column : first;
					behind = column + 1;
				}
			}

			if (column === standingEnd) {
				standingStart = standingEnd;
				index++;
			}
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

function partOf({value: whole, style}: Run, start: number, column: number, end: number): Part {
	const value = whole.slice(column - start, end - start);
	return {column, cells: end - column, value, style, hasLook: !blanks.test(value) || showsOnBlanks(style)};
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
