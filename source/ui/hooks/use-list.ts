import {useContext} from 'react';
import type {PanelName} from '../../config/options/panel-names.js';
import {ListWindowsContext, PlacesContext} from '../lists/context.js';
import {firstRow} from '../lists/place.js';

export type ListOptions<Row> = {
	readonly rows: readonly Row[];
	/** Names a row for as long as it is there. */
	keyOf(row: Row): string;
	/** How many rows fit. */
	readonly room: number;
	/** The keys go to this panel: its list scrolls. */
	readonly isFocused: boolean;
	/** Those to show while it does not scroll. */
	mostTelling(rows: readonly Row[], room: number): readonly Row[];
};

export type VisibleList<Row> = {
	readonly rows: readonly Row[];
	/** `9–16 of 40`, or `+32 more`. `undefined` when all are visible. */
	readonly note: string | undefined;
};

/** The rows of a panel's list that are visible: a stretch of all where the user scrolls, else what matters most. */
export function useList<Row>(panel: PanelName, options: ListOptions<Row>): VisibleList<Row> {
	const {rows, keyOf, room, isFocused, mostTelling} = options;
	const place = useContext(PlacesContext)[panel];
	const windows = useContext(ListWindowsContext);
	windows.delete(panel);
	if (rows.length <= room) {
		return {rows, note: undefined};
	}

	const window = {keys: rows.map(keyOf), room};
	windows.set(panel, window);
	if (!isFocused) {
		const shown = mostTelling(rows, room);
		return {rows: shown, note: `+${rows.length - shown.length} more`};
	}

	const first = firstRow(window, place);
	const shown = rows.slice(first, first + room);
	return {rows: shown, note: stretch(first, shown.length, rows.length)};
}

/** `9–16 of 40`. */
export function stretch(first: number, count: number, total: number): string {
	return `${first + 1}–${first + count} of ${total}`;
}

/** The rows of the highest rank, in the order they stand in. */
export function highest<Row>(rows: readonly Row[], room: number, rank: (row: Row) => number): readonly Row[] {
	const kept = new Set([...rows].sort((a, b) => rank(b) - rank(a)).slice(0, room));
	return rows.filter(row => kept.has(row));
}
