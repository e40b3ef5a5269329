/** A current failure of a part of the monitor, for the screen and the health report. It contains no secrets. */
export type Problem = {
	/** The part that fails: `export`, `server`, `handler ops`, … Each area has at most one problem. */
	readonly area: string;
	/** The reason and, after a semicolon, the consequence: `permission denied; 3 samples wait`. */
	readonly message: string;
	/** Start of the problem, in epoch milliseconds. */
	readonly sinceMs: number;
};

/** A function that sets the problem of an area, or clears it when `message` is `undefined`. */
export type ReportProblem = (area: string, message: string | undefined) => void;
