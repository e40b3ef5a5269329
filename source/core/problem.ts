/** Something the monitor cannot do at the moment, for the screen and the health report. Never a secret in it. */
export type Problem = {
	/** Who has it: `export`, `server`, `handler ops`, … One problem per area at a time. */
	readonly area: string;
	/** The reason, and after a semicolon how things stand: `permission denied; 3 samples wait`. */
	readonly message: string;
	/** Epoch milliseconds. */
	readonly sinceMs: number;
};

/** Sets, or with `undefined` clears, the problem of an area. */
export type ReportProblem = (area: string, message: string | undefined) => void;
