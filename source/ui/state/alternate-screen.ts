import type {ScreenState} from './screen-state.js';
import type {OverlayKind} from './ui-state.js';
import {maxInlineRows, type ViewChoice} from './view.js';

/** Minimum rows of each view inline. */
const minRows: Readonly<Record<ViewChoice, number>> = {
	auto: Number.POSITIVE_INFINITY,
	detailed: Number.POSITIVE_INFINITY,
	compact: 7,
	line: 1,
};

/** Overlays that replace the whole view. */
const pages: ReadonlySet<OverlayKind> = new Set(['help', 'health', 'diagnosis', 'details']);

/**
Returns whether the alternate screen is used: for the detailed view, for pages, and for a view for which half of the terminal
is too low. Other views are inline: they stay in the scrollback of the shell.
*/
export function usesAlternateScreen({viewChoice, rows, route, ui, overview}: ScreenState): boolean {
	const hasPage = route.kind === 'overview' ? overview.page !== undefined : isPage(ui.overlay);
	return hasPage || maxInlineRows(rows) < minRows[viewChoice];
}

/** Returns whether an overlay is a page, or a menu that was opened from one. */
function isPage(overlay: ScreenState['ui']['overlay']): boolean {
	return overlay !== undefined && (pages.has(overlay.kind) || ('from' in overlay && overlay.from !== undefined));
}
