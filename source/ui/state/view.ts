/** What the user chose; `auto` goes by the size of the terminal. */
export type ViewChoice = 'auto' | 'detailed' | 'compact' | 'line';

export type View = Exclude<ViewChoice, 'auto'>;

const minDetailed = {columns: 60, rows: 14};
const minCompact = {columns: 30, rows: 4};

/** The best view that fits: there is always one. */
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

/** Compact and line stay in the shell's scrollback; the detailed view takes the whole screen and gives it back. */
export function usesAlternateScreen(choice: ViewChoice): boolean {
	return choice === 'auto' || choice === 'detailed';
}
