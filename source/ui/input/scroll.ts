import {createContext, useContext} from 'react';
import type {Action} from './keys.js';

/** How much of what fills the whole screen there is, and how much fits: whoever draws it writes it down here. */
export type ScrollExtent = {rows: number; room: number};

export const ScrollExtentContext = createContext<ScrollExtent>({rows: 0, room: 0});

/** The first row to show. */
export function firstShown(scroll: number, {rows, room}: Readonly<ScrollExtent>): number {
	return Math.max(0, Math.min(scroll, rows - room));
}

/** Where a key scrolls to, no further than the ends; `undefined` for a key that does not scroll. */
export function scrolled(
	scroll: number,
	action: Action | undefined,
	extent: Readonly<ScrollExtent>,
): number | undefined {
	const first = firstShown(scroll, extent);
	const page = Math.max(1, extent.room - 1);
	switch (action) {
		case 'up':
			return firstShown(first - 1, extent);
		case 'down':
			return firstShown(first + 1, extent);
		case 'pageUp':
			return firstShown(first - page, extent);
		case 'pageDown':
			return firstShown(first + page, extent);
		case 'first':
			return 0;
		case 'last':
			return firstShown(extent.rows, extent);
		default:
			return undefined;
	}
}

/** Tells the keys how far what is drawn can be scrolled; returns its first row to show. */
export function useScroll(scroll: number, rows: number, room: number): number {
	const extent = useContext(ScrollExtentContext);
	extent.rows = rows;
	extent.room = room;
	return firstShown(scroll, extent);
}
