/** The requested view; `auto` depends on the size of the terminal. */
export type ViewChoice = 'auto' | 'detailed' | 'compact' | 'line';

export type View = Exclude<ViewChoice, 'auto'>;

/** Minimum size of the terminal for the detailed view. */
export const minDetailed = {columns: 60, rows: 14};
const minCompact = {columns: 30, rows: 4};

/** Returns the requested view, or the largest smaller view that fits. */
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
			return fitsDetailed ? 'detailed' : fitsCompact ? 'compact' : 'line';
		default:
			return choice satisfies never;
	}
}

const cycle: Readonly<Record<View, View>> = {detailed: 'compact', compact: 'line', line: 'detailed'};

export function nextView(view: View): View {
	return cycle[view];
}

/**
Returns whether the view uses the alternate screen. The compact and line views stay in the scrollback of the shell.
*/
export function usesAlternateScreen(choice: ViewChoice): boolean {
	return choice === 'auto' || choice === 'detailed';
}
