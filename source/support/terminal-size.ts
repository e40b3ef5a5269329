type Environment = Readonly<Record<string, string | undefined>>;

/** The size of a terminal in cells. */
export type TerminalSize = {readonly columns: number; readonly rows: number};

/** The default size of terminals. */
const defaultSize: TerminalSize = {columns: 80, rows: 24};

/**
Returns the size of a terminal. A terminal of unknown size (a serial line, `script` in a pipe) has the size in `COLUMNS`
and `LINES`, otherwise the default size.
*/
export function terminalSize({columns, rows}: Partial<TerminalSize>, {COLUMNS, LINES}: Environment): TerminalSize {
	return {
		columns: columns || cellsOf(COLUMNS) || defaultSize.columns,
		rows: rows || cellsOf(LINES) || defaultSize.rows,
	};
}

function cellsOf(text: string | undefined): number | undefined {
	return /^\d{1,4}$/.test(text ?? '') ? Number(text) : undefined;
}
