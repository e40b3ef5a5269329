import {Mismatch, type Reader} from '../../support/reader.js';

/** The reasons for which the server rejects a request. */
export const errorCodes = [
	/** The message is not JSON, not an object, or has no `type`. */
	'INVALID_FORMAT',
	'UNKNOWN_TYPE',
	/** A field has an invalid value; the error message names it. */
	'INVALID_PARAMS',
	/** The error message lists the available metrics. */
	'UNKNOWN_METRIC',
	/** The message is binary. */
	'UNSUPPORTED_DATA',
	'RATE_LIMITED',
	/** The server supports no further combination of interval, metrics and format. */
	'TOO_MANY_VARIANTS',
	/** No measurement is available yet. */
	'HISTORY_UNAVAILABLE',
	'SERVER_FULL',
	'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** An error for a request that cannot be answered. The client gets its message. */
export class RequestError extends Error {
	override readonly name = 'RequestError';

	constructor(
		readonly code: ErrorCode,
		message: string,
		/** The `id` of the request, if it could be read. */
		readonly requestId?: string,
	) {
		super(message);
	}
}

/** Returns the value that the reader reads. Throws a RequestError that names an invalid field. */
export function requireValid<Value>(reader: Reader<Value>, value: unknown): Value {
	const found = reader.read(value);
	if (found instanceof Mismatch) {
		throw new RequestError('INVALID_PARAMS', found.of(''));
	}

	return found;
}
