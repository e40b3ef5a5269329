/** The options of a `DeliveryError`. */
export type DeliveryErrorOptions = ErrorOptions & {
	/** Whether the same message may succeed later. */
	readonly isRetryable: boolean;
	/** Whether some recipients have received the message; a retry is for the others. @default false */
	readonly isPartly?: boolean | undefined;
	/** Minimum delay before the next attempt, in milliseconds, as requested by the receiver. */
	readonly retryAfterMs?: number | undefined;
};

/**
An error that describes a failed delivery. The message names the receiver by its host only, because URLs, headers and
passwords are secrets. Errors of other classes count as retryable.
*/
export class DeliveryError extends Error {
	override readonly name = 'DeliveryError';
	readonly isRetryable: boolean;
	readonly isPartly: boolean;
	readonly retryAfterMs: number | undefined;

	constructor(message: string, {isRetryable, isPartly = false, retryAfterMs, cause}: DeliveryErrorOptions) {
		super(message, cause === undefined ? undefined : {cause});
		this.isRetryable = isRetryable;
		this.isPartly = isPartly;
		this.retryAfterMs = retryAfterMs;
	}
}
