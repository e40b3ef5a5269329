import type {PanelName} from '../../config/options/panel-names.js';
import {firstRow, type ListWindow} from '../lists/scroll-position.js';
import {useUi} from './services.js';

/** Rows of which only some may fit. */
export type List<Row> = {
	readonly rows: readonly Row[];
	/** Names a row for as long as it is there. */
	keyOf(row: Row): string;
	/** How many rows fit. */
	readonly room: number;
};

/** What scrolls of a list; nothing where all of it fits. */
export function windowOf<Row>({rows, keyOf, room}: List<Row>): ListWindow | undefined {
	return rows.length <= room ? undefined : {keys: rows.map(keyOf), room};
}

export type VisibleList<Row> = {
	readonly rows: readonly Row[];
	/** `9–16 of 40`, or `+32 more`. `undefined` when all are visible. */
	readonly note: string | undefined;
};

/** The rows of a panel's list that are visible: a stretch of all where the user scrolls, else what matters most. */
export function useList<Row>(
	panel: PanelName,
	list: List<Row>,
	isFocused: boolean,
	mostRelevant: (rows: readonly Row[], room: number) => readonly Row[],
): VisibleList<Row> {
	const {rows, room} = list;
	const place = useUi(({scrollPositions}) => scrollPositions[panel]);
	if (!isFocused && rows.length > room) {
		const shown = mostRelevant(rows, room);
		return {rows: shown, note: `+${rows.length - shown.length} more`};
	}

	const window = windowOf(list);
	if (!window) {
		return {rows, note: undefined};
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
