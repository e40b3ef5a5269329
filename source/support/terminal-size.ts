type Environment = Readonly<Record<string, string | undefined>>;

export type TerminalSize = {readonly columns: number; readonly rows: number};

/** What terminals had when they were made of glass; everything takes it for granted. */
const usualSize: TerminalSize = {columns: 80, rows: 24};

/**
The size in cells. A terminal that does not know its own (a serial line, `script` in a pipe) has the size that `COLUMNS`
and `LINES` give it, else the usual one.
*/
export function terminalSize({columns, rows}: Partial<TerminalSize>, {COLUMNS, LINES}: Environment): TerminalSize {
	return {
		columns: columns || cellsOf(COLUMNS) || usualSize.columns,
		rows: rows || cellsOf(LINES) || usualSize.rows,
	};
}

function cellsOf(text: string | undefined): number | undefined {
	return /^\d{1,4}$/.test(text ?? '') ? Number(text) : undefined;
}
