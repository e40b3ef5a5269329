import type {Step} from './scroll-position.js';

/** How much of what fills the whole screen there is, and how much fits. */
export type ScrollExtent = {readonly rows: number; readonly room: number};

/** The first row to show. */
export function firstShown(scroll: number, {rows, room}: ScrollExtent): number {
	return Math.max(0, Math.min(scroll, rows - room));
}

/** Where a step scrolls to, no further than the ends. */
export function scrolled(scroll: number, step: Step, extent: ScrollExtent): number {
	const rows = 'rows' in step ? step.rows : step.pages * Math.max(1, extent.room - 1);
	return firstShown(firstShown(scroll, extent) + rows, extent);
}
