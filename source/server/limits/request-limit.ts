import {createTokenBucket} from './token-bucket.js';

export const requestsPerSecond = 10;

/** Requests that may come at once. */
const burst = 20;

/** What a request is refused before the connection is cut. */
const maxExcess = 50;

/** Enough, too much once, too much again, far too much. */
export type Verdict = 'granted' | 'refused' | 'ignored' | 'flood';

/** What all connections of one address share. */
export type SharedLimit = {
	take(cost: number): boolean;
	/** Seconds until a request of this cost will be granted. */
	retryAfter(cost: number): number;
};

/** How often one client may ask. The first request too many is answered, more of them are not worth an answer. */
export type RequestLimit = {
	/** `sharedCost` is what it costs all connections of the address together. */
	ask(cost: number, nowMs: number, sharedCost?: number): Verdict;
	/** Seconds until a request of this cost will be granted. */
	retryAfter(cost: number, nowMs: number): number;
};

export function createRequestLimit(startMs: number, shared: SharedLimit): RequestLimit {
	const bucket = createTokenBucket({capacity: burst, refillPerSecond: requestsPerSecond}, startMs);
	let excess = 0;
	let isRefused = false;

	const refuse = (): Verdict => {
		const verdict = isRefused ? 'ignored' : 'refused';
		isRefused = true;
		return verdict;
	};

	return {
		ask(cost, nowMs, sharedCost = cost) {
			if (!bucket.take(cost, nowMs)) {
				excess += 1;
				return excess > maxExcess ? 'flood' : refuse();
			}

			excess = 0;
			// Other clients of the address may have used it up: that is no flood.
			if (!shared.take(sharedCost)) {
				return refuse();
			}

			isRefused = false;
			return 'granted';
		},
		retryAfter: (cost, nowMs) => Math.ceil(Math.max(bucket.wait(cost, nowMs), shared.retryAfter(cost)) * 10) / 10,
	};
}
