/** Why a request was refused. */
export type ErrorCode =
	/** Not JSON, not an object, or without a `type`. */
	| 'INVALID_FORMAT'
	| 'UNKNOWN_TYPE'
	/** A field has a wrong value; the message names it. */
	| 'INVALID_PARAMS'
	/** The message lists the metrics there are. */
	| 'UNKNOWN_METRIC'
	/** A binary message. */
	| 'UNSUPPORTED_DATA'
	| 'RATE_LIMITED'
	/** The server keeps no further combination of interval, metrics and format. */
	| 'TOO_MANY_VARIANTS'
	/** Nothing was measured yet. */
	| 'HISTORY_UNAVAILABLE'
	| 'SERVER_FULL'
	| 'INTERNAL';

export const errorCodes = [
	'INVALID_FORMAT',
	'UNKNOWN_TYPE',
	'INVALID_PARAMS',
	'UNKNOWN_METRIC',
	'UNSUPPORTED_DATA',
	'RATE_LIMITED',
	'TOO_MANY_VARIANTS',
	'HISTORY_UNAVAILABLE',
	'SERVER_FULL',
	'INTERNAL',
] as const satisfies readonly ErrorCode[];

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
