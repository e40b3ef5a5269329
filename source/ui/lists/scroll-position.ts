/** Where a list was scrolled to: its first visible row by name, and by number for when that row is gone. */
export type ScrollPosition = {readonly key: string; readonly index: number};

/** What a list shows now: all its rows by name, and how many fit. */
export type ListWindow = {readonly keys: readonly string[]; readonly room: number};

/** One row, one page, or to the end; negative is up. */
export type Step = {readonly rows: number} | {readonly pages: number};

/** The first row to show. Without a place, the top; rows that come and go elsewhere do not move the list. */
export function firstRow({keys, room}: ListWindow, place: ScrollPosition | undefined): number {
	if (!place) {
		return 0;
	}

	// Where it was, before anywhere else: names may occur twice.
	const kept = keys[place.index] === place.key ? place.index : keys.indexOf(place.key);
	return Math.max(0, Math.min(kept === -1 ? place.index : kept, keys.length - room));
}

/** Where a step leads, no further than the ends. `undefined` is the top. */
export function moved(window: ListWindow, place: ScrollPosition | undefined, step: Step): ScrollPosition | undefined {
	const {keys, room} = window;
	const rows = 'rows' in step ? step.rows : step.pages * Math.max(1, room);
	const index = Math.max(0, Math.min(firstRow(window, place) + rows, keys.length - room));
	const key = keys[index];
	return index === 0 || key === undefined ? undefined : {key, index};
}
