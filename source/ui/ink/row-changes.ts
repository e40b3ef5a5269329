import {partsOf, rewritten} from './line-update.js';
import type {Row} from './memory.js';
import {shorten} from './shorten.js';
import {codesBetween, plain} from './style.js';
import {type Position, writeParts} from './write-parts.js';

/** A frame on the terminal, or one that takes its place. */
export type Standing = {
	readonly rows: readonly Row[];
	/** Whether the cursor is below the last row, and not on it. */
	readonly isCursorBelow: boolean;
};

/** Returns the bytes that turn a frame into another one of the same height. */
export function rowChanges(before: Standing, after: Standing, columns: number | undefined): string {
	const end = after.rows.length - (after.isCursorBelow ? 0 : 1);
	let changes = '';
	let position: Position = {style: plain, column: undefined};
	let line = end;
	for (const [index, row] of after.rows.entries()) {
		const standing = before.rows[index];
		if (standing === row || standing === undefined || standing.text === row.text) {
			continue;
		}

		if (line > index) {
			changes += `\u001B[${line - index}A`;
		} else if (line < index) {
			changes += down(index - line);
			position = {style: position.style, column: 0};
		}

		const parts = partsOf(standing, row, columns);
		const written = parts
			? writeParts(parts, position)
			: {
					text: codesBetween(position.style, plain) + shorten(rewritten(standing, row, columns)),
					style: plain,
					column: undefined,
				};
		changes += written.text;
		position = written;
		line = index;
	}

	return changes + codesBetween(position.style, plain) + (line < end ? down(end - line) : '');
}

/** Returns the movement to the start of a row below: a line feed, or Cursor Next Line (ECMA-48). */
function down(rows: number): string {
	return rows === 1 ? '\n' : `\u001B[${rows}E`;
}
