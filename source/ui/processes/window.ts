import type {ProcessView} from './process-view.js';
import {type ProcessRow, processKey} from './rows.js';

/** All rows of the list, the index of the first visible row, the number of rows that fit, and the visible rows. */
export type ProcessWindow = {
	readonly rows: readonly ProcessRow[];
	readonly first: number;
	readonly room: number;
	readonly visible: readonly ProcessRow[];
};

/**
Returns the visible range of the list. The list starts at the top without a selection, and stays where it was at the last
selection. A selected process that leaves the range while the order changes is kept on the nearest row of the panel; when the
list follows the process, the range moves with it. The table header takes one row of the panel.
*/
export function processWindow(
	rows: readonly ProcessRow[],
	{selectedKey, isFollowing, top}: ProcessView,
	height: number,
): ProcessWindow {
	const room = Math.max(1, height - 1);
	const selected = rows.findIndex(({process}) => processKey(process) === selectedKey);
	const kept = selected === -1 ? 0 : Math.max(0, Math.min(top, rows.length - room));
	const first = isFollowing ? firstVisible(selected, rows.length, room, top) : kept;
	const visible = rows.slice(first, first + room);
	const row = rows[selected];
	if (row && !visible.includes(row)) {
		visible[selected < first ? 0 : visible.length - 1] = row;
	}

	return {rows, first, room, visible};
}

/**
Returns the index of the first visible row. The list scrolls as little as possible to show the selected row, and starts at
the top without a selection.
*/
export function firstVisible(selected: number, count: number, height: number, previous: number): number {
	const last = Math.max(0, count - height);
	if (selected < 0) {
		return 0;
	}

	const kept = Math.min(previous, last);
	if (selected < kept) {
		return selected;
	}

	return selected >= kept + height ? Math.min(last, selected - height + 1) : kept;
}
