import {rowsOf, type Step} from './scroll-position.js';

/** Number of rows of a full-screen page, and how many fit. */
export type ScrollExtent = {readonly rows: number; readonly room: number};

/** Returns the index of the first visible row. */
export function firstShown(scroll: number, {rows, room}: ScrollExtent): number {
	return Math.max(0, Math.min(scroll, rows - room));
}

/** Returns the scroll offset after a step, limited to the ends. */
export function scrolled(scroll: number, step: Step, extent: ScrollExtent): number {
	return firstShown(firstShown(scroll, extent) + rowsOf(step, extent.room - 1), extent);
}
