/** What else is known of a failed delivery. */
export type DeliveryErrorOptions = ErrorOptions & {
	/** Whether the same message may get through later. */
	readonly isRetryable: boolean;
	/** Some recipients have the message: another attempt is for the others. @default false */
	readonly isPartly?: boolean | undefined;
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
	readonly isPartly: boolean;
	readonly retryAfterMs: number | undefined;

	constructor(message: string, {isRetryable, isPartly = false, retryAfterMs, cause}: DeliveryErrorOptions) {
		super(message, cause === undefined ? undefined : {cause});
		this.isRetryable = isRetryable;
		this.isPartly = isPartly;
		this.retryAfterMs = retryAfterMs;
	}
}
