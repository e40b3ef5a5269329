/** Scroll position of a list: key of the first visible row, and its index in case the row is gone. */
export type ScrollPosition = {readonly key: string; readonly index: number};

/** Keys of all rows of a list, and the number of rows that fit. */
export type ListWindow = {readonly keys: readonly string[]; readonly room: number};

/** A movement by rows or pages; negative is up, infinite is to the end. */
export type Step = {readonly rows: number} | {readonly pages: number};

/** Returns the rows of a step, where a page has `pageRows` of them. */
export function rowsOf(step: Step, pageRows: number): number {
	return 'rows' in step ? step.rows : Math.sign(step.pages) * Math.max(1, Math.floor(Math.abs(step.pages) * pageRows));
}

/**
Returns the index of the first visible row; 0 without a scroll position. Rows added or removed elsewhere do not move the
list.
*/
export function firstRow({keys, room}: ListWindow, position: ScrollPosition | undefined): number {
	if (!position) {
		return 0;
	}

	// Checks the stored index first, because keys may occur twice.
	const kept = keys[position.index] === position.key ? position.index : keys.indexOf(position.key);
	return Math.max(0, Math.min(kept === -1 ? position.index : kept, keys.length - room));
}

/** Returns the scroll position after a step, limited to the ends; `undefined` is the top. */
export function moved(
	window: ListWindow,
	position: ScrollPosition | undefined,
	step: Step,
): ScrollPosition | undefined {
	const {keys, room} = window;
	const rows = rowsOf(step, room);
	const index = Math.max(0, Math.min(firstRow(window, position) + rows, keys.length - room));
	const key = keys[index];
	return index === 0 || key === undefined ? undefined : {key, index};
}
