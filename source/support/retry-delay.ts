/** Delays between attempts, which grow with each failure. */
export type Backoff = {
	/** The maximum delay after the first failure, in milliseconds; it doubles with each failure. */
	readonly firstMs: number;
	/** The limit of the delay, in milliseconds. */
	readonly maxMs: number;
};

/**
How long to wait after the `failures`-th failure in a row: exponential with full jitter, so that many who lost the same
receiver do not all come back together, but never earlier than the receiver asked for.

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
