export type Size = {readonly columns: number; readonly rows: number};

/** The sizes of terminal that are measured: the classic one, and a full window. */
export const sizes: readonly Size[] = [
	{columns: 80, rows: 24},
	{columns: 200, rows: 50},
];
