import type {DatabaseRow} from './row.js';

/** An open connection to a database. */
export type Sink = AsyncDisposable & {
	/**
	Writes all rows or none; existing rows are not changed. Rejects with a `RefusedError` if the database will never accept the rows,
	with a `BusyError` if it requests a delay, and otherwise with the reason.
	*/
	write(rows: readonly DatabaseRow[]): Promise<void>;
};

/** A function that connects to a database and creates a missing table. It rejects with the reason, without a password. */
export type OpenSink = () => Promise<Sink>;

/** Returns whether an SQLSTATE has class 22 or 23: the database rejects the values. */
export function isRefusal(sqlState: unknown): boolean {
	return /^2[23]/.test(String(sqlState));
}

/** An error for rows that the database will never accept, so that they are not retried. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError';
}

/** An error for a database that requests a delay before the next attempt. */
export class BusyError extends Error {
	override readonly name = 'BusyError';
	/** The requested delay in milliseconds. */
	readonly retryAfterMs: number;

	constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
		super(message, options);
		this.retryAfterMs = retryAfterMs;
	}
}
