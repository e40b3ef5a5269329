import type {ProcessView} from './process-view.js';
import type {ProcessRow} from './rows.js';

/** All rows of the list, the index of the first visible row, the number of rows that fit, and the visible rows. */
export type ProcessWindow = {
	readonly rows: readonly ProcessRow[];
	readonly first: number;
	readonly room: number;
	readonly visible: readonly ProcessRow[];
};

/**
Returns the visible range of the list. Without a selection the list starts at the top, or as far below as its first match
requires; otherwise it stays where it was at the last selection. A selected process that leaves the range while the order
changes is kept on the nearest row of the panel; when the list follows the process or shows its threads, the range moves with
it. The table header takes one row of the panel.
*/
export function processWindow(
	rows: readonly ProcessRow[],
	{selectedKey, isFollowing, top}: Pick<ProcessView, 'selectedKey' | 'isFollowing' | 'top'>,
	height: number,
): ProcessWindow {
	const room = Math.max(1, height - 1);
	const selected = rows.findIndex(({key}) => key === selectedKey);
	const start = firstVisible(
		rows.findIndex(({isMatch}) => isMatch),
		rows.length,
		room,
		0,
	);
	const kept = selected === -1 ? start : Math.max(0, Math.min(top, rows.length - room));
	const lastThread = lastThreadOf(rows, selected);
	const isFollowed = selected !== -1 && (isFollowing || lastThread > selected || rows[selected]?.isThread);
	const near = isFollowed ? firstVisible(selected, rows.length, room, top) : kept;
	const first = lastThread > selected ? Math.min(selected, firstVisible(lastThread, rows.length, room, near)) : near;
	const visible = rows.slice(first, first + room);
	const row = rows[selected];
	if (row && !visible.includes(row)) {
		visible[selected < first ? 0 : visible.length - 1] = row;
	}

	return {rows, first, room, visible};
}

/** Returns the index of the last thread of the process in that row; without threads, the index of the row. */
function lastThreadOf(rows: readonly ProcessRow[], index: number): number {
	let last = index;
	while (index !== -1 && !rows[index]?.isThread && rows[last + 1]?.isThread) {
		last += 1;
	}

	return last;
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

/**
Returns the index of the row that a step leads to. Rows that are shown only as ancestors of a match are passed over. Without a
selected row, a step leads to the first match, or to the last one for infinity.
*/
export function stepped(rows: readonly ProcessRow[], selectedKey: string | undefined, step: number): number {
	const matches = [...rows.keys()].filter(index => rows[index]?.isMatch);
	const current = matches.findIndex(index => rows[index]?.key === selectedKey);
	const target = current === -1 ? (step === Number.POSITIVE_INFINITY ? matches.length - 1 : 0) : current + step;
	return matches[Math.max(0, Math.min(matches.length - 1, target))] ?? -1;
}
