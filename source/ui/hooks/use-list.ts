import type {PanelName} from '../../config/options/panel-names.js';
import {firstRow, type ListWindow} from '../lists/scroll-position.js';
import {useUi} from './services.js';

/** A list of which only some rows may fit. */
export type List<Row> = {
	readonly rows: readonly Row[];
	/** Returns a key that identifies the row as long as it exists. */
	keyOf(row: Row): string;
	/** Number of rows that fit. */
	readonly room: number;
};

/** Returns the scrollable window of a list; `undefined` when all rows fit. */
export function windowOf<Row>({rows, keyOf, room}: List<Row>): ListWindow | undefined {
	return rows.length <= room ? undefined : {keys: rows.map(keyOf), room};
}

export type VisibleList<Row> = {
	readonly rows: readonly Row[];
	/** `9–16 of 40` or `+32 more`; `undefined` when all rows are visible. */
	readonly note: string | undefined;
};

/**
Returns the visible rows of a panel's list: the scrolled range while the panel has the focus, otherwise the most relevant
rows.
*/
export function useList<Row>(
	panel: PanelName,
	list: List<Row>,
	isFocused: boolean,
	mostRelevant: (rows: readonly Row[], room: number) => readonly Row[],
): VisibleList<Row> {
	const {rows, room} = list;
	const position = useUi(({scrollPositions}) => scrollPositions[panel]);
	if (!isFocused && rows.length > room) {
		const shown = mostRelevant(rows, room);
		return {rows: shown, note: `+${rows.length - shown.length} more`};
	}

	const window = windowOf(list);
	if (!window) {
		return {rows, note: undefined};
	}

	const first = firstRow(window, position);
	const shown = rows.slice(first, first + room);
	return {rows: shown, note: stretch(first, shown.length, rows.length)};
}

/** Formats a range: `9–16 of 40`. */
export function stretch(first: number, count: number, total: number): string {
	return `${first + 1}–${first + count} of ${total}`;
}

/** Returns the `room` rows of highest rank, in their original order. */
export function highest<Row>(rows: readonly Row[], room: number, rank: (row: Row) => number): readonly Row[] {
	const kept = new Set([...rows].sort((a, b) => rank(b) - rank(a)).slice(0, room));
	return rows.filter(row => kept.has(row));
}
