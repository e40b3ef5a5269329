import type {DatabaseRow} from './row.js';

/** An open connection to a database. */
export type Sink = AsyncDisposable & {
	/**
	Writes all rows or none; existing rows are not changed. Rejects with a `RefusedError` when these rows will never be
	accepted, and with a `BusyError` when the database requests a pause.
	*/
	write(rows: readonly DatabaseRow[]): Promise<void>;
};

/**
A function that connects and creates the table if it does not exist. It rejects with a reason that contains no password.
*/
export type OpenSink = () => Promise<Sink>;

/** Returns whether an SQLSTATE means that the values were refused: classes 22 and 23. */
export function isRefusal(sqlState: unknown): boolean {
	return /^2[23]/.test(String(sqlState));
}

/** An error that is thrown when the database will never accept these rows. They are not retried. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError';
}

/** An error that is thrown when the database requests a pause. */
export class BusyError extends Error {
	override readonly name = 'BusyError';
	/** Length of the pause in milliseconds. */
	readonly retryAfterMs: number;

	constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
		super(message, options);
		this.retryAfterMs = retryAfterMs;
	}
}
