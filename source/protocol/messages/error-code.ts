import {Mismatch, type Reader} from '../../support/reader.js';

/** Why a request was refused. */
export const errorCodes = [
	/** Not JSON, not an object, or without a `type`. */
	'INVALID_FORMAT',
	'UNKNOWN_TYPE',
	/** A field has a wrong value; the message names it. */
	'INVALID_PARAMS',
	/** The message lists the metrics there are. */
	'UNKNOWN_METRIC',
	/** A binary message. */
	'UNSUPPORTED_DATA',
	'RATE_LIMITED',
	/** The server keeps no further combination of interval, metrics and format. */
	'TOO_MANY_VARIANTS',
	/** Nothing was measured yet. */
	'HISTORY_UNAVAILABLE',
	'SERVER_FULL',
	'INTERNAL',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** A request that cannot be answered. The message is for the client. */
export class RequestError extends Error {
	override readonly name = 'RequestError';

	constructor(
		readonly code: ErrorCode,
		message: string,
		/** The `id` of the request, where it could be read. */
		readonly requestId?: string,
	) {
		super(message);
	}
}

/** Throws a RequestError that names the field. */
export function demanded<Value>(reader: Reader<Value>, value: unknown): Value {
	const found = reader.read(value);
	if (found instanceof Mismatch) {
		throw new RequestError('INVALID_PARAMS', found.of(''));
	}

	return found;
}
