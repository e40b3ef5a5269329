export type TokenBucketOptions = {
	/** The number of requests that may arrive at once. */
	readonly capacity: number;
	readonly refillPerSecond: number;
};

/** A rate limit: a request takes tokens, which are refilled over time. The caller passes the time. */
export type TokenBucket = {
	/** Takes tokens. Returns whether there were enough. */
	take(tokens: number, nowMs: number): boolean;
	/**
	Takes tokens that may become available later. Returns the seconds until they are available, or `undefined`, without taking
	any, if that exceeds `maxWaitSeconds`.
	*/
	reserve(tokens: number, maxWaitSeconds: number, nowMs: number): number | undefined;
	/** Returns the seconds until that many tokens are available. */
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
