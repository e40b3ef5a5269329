export type TokenBucketOptions = {
	/** Requests that may come at once. */
	readonly capacity: number;
	readonly refillPerSecond: number;
};

/** Bounds a rate: a request takes tokens, time puts them back. The clock comes from outside. */
export type TokenBucket = {
	/** Whether there were enough. */
	take(tokens: number, nowMs: number): boolean;
	/**
	Takes tokens that may not be there yet. Returns the seconds until they are, or `undefined`, with nothing taken, when that
	is later than `maxWaitSeconds`.
	*/
	reserve(tokens: number, maxWaitSeconds: number, nowMs: number): number | undefined;
	/** Seconds until there will be as many. */
	wait(tokens: number, nowMs: number): number;
	isFull(nowMs: number): boolean;
};

export function createTokenBucket({capacity, refillPerSecond}: TokenBucketOptions, startMs: number): TokenBucket {
	let level = capacity;
	let filledMs = startMs;

	const fill = (nowMs: number): void => {
		level = Math.min(capacity, level + ((nowMs - filledMs) / 1000) * refillPerSecond);
		filledMs = nowMs;
	};

	const reserve = (tokens: number, maxWaitSeconds: number, nowMs: number): number | undefined => {
		fill(nowMs);
		const wait = Math.max(0, tokens - level) / refillPerSecond;
		if (wait > maxWaitSeconds) {
			return undefined;
		}

		level -= tokens;
		return wait;
	};

	return {
		reserve,
		take: (tokens, nowMs) => reserve(tokens, 0, nowMs) !== undefined,
		wait(tokens, nowMs) {
			fill(nowMs);
			return Math.max(0, tokens - level) / refillPerSecond;
		},
		isFull(nowMs) {
			fill(nowMs);
			return level >= capacity;
		},
	};
}
