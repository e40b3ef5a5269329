/** The delays between attempts. */
export type Backoff = {
	/** Maximum delay after the first failure; it doubles with each failure. */
	readonly firstMs: number;
	/** The limit of the delay, in milliseconds. */
	readonly maxMs: number;
};

/**
Returns the delay after the `failures`-th consecutive failure: exponential with full jitter, so that many clients of the
same receiver do not retry simultaneously, but not shorter than the receiver requested.

https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
*/
export function retryDelayMs(
	failures: number,
	{firstMs, maxMs}: Backoff,
	random: () => number,
	retryAfterMs = 0,
): number {
	const ceilingMs = Math.min(maxMs, firstMs * 2 ** (failures - 1));
	return Math.max(retryAfterMs, Math.round(random() * ceilingMs));
}
