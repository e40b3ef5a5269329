import {rowUpdate} from './line-update.js';
import type {Row} from './memory.js';

/** Cursor Next Line (ECMA-48), as Ink writes it for each unchanged row. */
const nextRow = '\u001B[E';

/** A frame on the terminal, or one that takes its place. */
export type Standing = {
	readonly rows: readonly Row[];
	/** Whether the cursor is below the last row, and not on it. */
	readonly isCursorBelow: boolean;
};

/**
Returns the bytes that turn a frame into another one of the same height, as the published `log-update.js` of Ink 8.0.0 writes
them. That one splits both frames into rows again, and compares every row as text.
*/
export function rowChanges(before: Standing, after: Standing, columns: number | undefined): string {
	const last = after.rows.length - 1;
	const rowsUp = last + (after.isCursorBelow ? 1 : 0);
	let changes = rowsUp > 0 ? `\u001B[${rowsUp}A` : '';
	for (const [index, row] of after.rows.entries()) {
		const goesDown = index < last || after.isCursorBelow;
		const standing = before.rows[index];
		if (standing === row || standing === undefined || standing.text === row.text) {
			changes += goesDown ? nextRow : '';
		} else {
			changes += rowUpdate(standing, row, columns) + (goesDown ? '\n' : '');
		}
	}

	return changes;
}
