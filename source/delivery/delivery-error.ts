/** What else is known of a failed delivery. */
export type DeliveryErrorOptions = ErrorOptions & {
	/** Whether the same message may get through later. */
	readonly isRetryable: boolean;
	/** How long the receiver asked to be left alone. */
	readonly retryAfterMs?: number | undefined;
};

/**
A message that did not get through. The text names the receiver by its host at most: addresses, headers and passwords are
secrets. An error of another kind counts as retryable.
*/
export class DeliveryError extends Error {
	override readonly name = 'DeliveryError';
	readonly isRetryable: boolean;
	readonly retryAfterMs: number | undefined;

	constructor(message: string, {isRetryable, retryAfterMs, cause}: DeliveryErrorOptions) {
		super(message, cause === undefined ? undefined : {cause});
		this.isRetryable = isRetryable;
		this.retryAfterMs = retryAfterMs;
	}
}
