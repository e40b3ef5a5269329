import type {DatabaseRow} from './row.js';

/** An open connection to a database. */
export type Sink = AsyncDisposable & {
	/**
	Writes all rows or none; rows that are there already stay as they are. Rejects with the reason: with a `RefusedError` when
	these rows will never be taken, with a `BusyError` when the database asks for a pause.
	*/
	write(rows: readonly DatabaseRow[]): Promise<void>;
};

/** Connects, and makes the table when it is missing. Rejects with why that is not possible, never with a password. */
export type OpenSink = () => Promise<Sink>;

/** Classes 22 and 23 of SQLSTATE: what the database objects to are the values. */
export function isRefusal(sqlState: unknown): boolean {
	return /^2[23]/.test(String(sqlState));
}

/** The database will never take these rows: to try again would only keep the next ones waiting. */
export class RefusedError extends Error {
	override readonly name = 'RefusedError';
}

/** The database asks not to be asked again for a while. */
export class BusyError extends Error {
	override readonly name = 'BusyError';
	/** Milliseconds. */
	readonly retryAfterMs: number;

	constructor(message: string, retryAfterMs: number, options?: ErrorOptions) {
		super(message, options);
		this.retryAfterMs = retryAfterMs;
	}
}
