import type {ScreenState} from './screen-state.js';
import {hasPage} from './ui-state.js';
import {maxInlineRows, type ViewChoice} from './view.js';

/** Minimum rows of each view inline. */
const minRows: Readonly<Record<ViewChoice, number>> = {
	auto: Number.POSITIVE_INFINITY,
	detailed: Number.POSITIVE_INFINITY,
	compact: 7,
	line: 1,
};

/**
Returns whether the alternate screen is used: for the detailed view, for pages, and for a view for which half of the terminal
is too low. Other views are inline: they stay in the scrollback of the shell.
*/
export function usesAlternateScreen({viewChoice, rows, route, ui, overview}: ScreenState): boolean {
	const showsPage = route.kind === 'overview' ? overview.page !== undefined : hasPage(ui.overlay);
	return showsPage || maxInlineRows(rows) < minRows[viewChoice];
}
