/** The requested view; `auto` depends on the size of the terminal. */
export type ViewChoice = 'auto' | 'detailed' | 'compact' | 'line';

export type View = Exclude<ViewChoice, 'auto'>;

/** Minimum size of the terminal for the detailed view. */
export const minDetailed = {columns: 20, rows: 2};
const minCompact = {columns: 30, rows: 4};

/** Returns the requested view, or the line where it does not fit. */
export function viewFor(choice: ViewChoice, columns: number, rows: number): View {
	const fitsDetailed = columns >= minDetailed.columns && rows >= minDetailed.rows;
	const fitsCompact = columns >= minCompact.columns && rows >= minCompact.rows;
	switch (choice) {
		case 'line':
			return 'line';
		case 'compact':
			return fitsCompact ? 'compact' : 'line';
		case 'auto':
		case 'detailed':
			return fitsDetailed ? 'detailed' : 'line';
		default:
			return choice satisfies never;
	}
}

const cycle: Readonly<Record<View, View>> = {detailed: 'compact', compact: 'line', line: 'detailed'};

export function nextView(view: View): View {
	return cycle[view];
}

/**
Returns the maximum rows of a view that is drawn inline, in the scrollback of the shell. When the terminal gets narrower, it
breaks each row into two. Rows that are then above the top of the terminal could not be erased any more.
*/
export function maxInlineRows(rows: number): number {
	return Math.max(1, Math.floor((rows - 1) / 2));
}

/**
Returns the width of a view that is drawn inline. Some cells stay free on the right, so that the terminal breaks no row when
it gets narrower in small steps, and none into three when it gets half as wide.
*/
export function inlineColumns(columns: number): number {
	return Math.max(1, columns - Math.max(2, Math.ceil(columns / 10)));
}
