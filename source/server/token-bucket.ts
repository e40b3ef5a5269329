export type TokenBucketOptions = {
	/** Requests that may come at once. */
	readonly capacity: number;
	readonly refillPerSecond: number;
};

/** Bounds a rate: a request takes tokens, time puts them back. The clock comes from outside. */
export type TokenBucket = {
	/** Whether there were enough. */
	take(tokens: number, nowMs: number): boolean;
	/** Seconds until there will be. */
	wait(tokens: number, nowMs: number): number;
};

export function createTokenBucket({capacity, refillPerSecond}: TokenBucketOptions, startMs: number): TokenBucket {
	let level = capacity;
	let filledMs = startMs;

	const fill = (nowMs: number): void => {
		level = Math.min(capacity, level + ((nowMs - filledMs) / 1000) * refillPerSecond);
		filledMs = nowMs;
	};

	return {
		take(tokens, nowMs) {
			fill(nowMs);
			if (level < tokens) {
				return false;
			}

			level -= tokens;
			return true;
		},
		wait(tokens, nowMs) {
			fill(nowMs);
			return Math.max(0, tokens - level) / refillPerSecond;
		},
	};
}
