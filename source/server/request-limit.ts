import {createTokenBucket} from './token-bucket.js';

export const requestsPerSecond = 10;

/** Requests that may come at once. */
const burst = 20;

/** What a request is refused before the connection is cut. */
const mostExcess = 50;

/** Enough, too much once, too much again, far too much. */
export type Verdict = 'granted' | 'refused' | 'ignored' | 'flood';

/** How often one client may ask. The first request too many is answered, more of them are not worth an answer. */
export type RequestLimit = {
	ask(cost: number, nowMs: number): Verdict;
	/** Seconds until a request of this cost will be granted. */
	retryAfter(cost: number, nowMs: number): number;
};

export function createRequestLimit(startMs: number): RequestLimit {
	const bucket = createTokenBucket({capacity: burst, refillPerSecond: requestsPerSecond}, startMs);
	let excess = 0;

	return {
		ask(cost, nowMs) {
			if (bucket.take(cost, nowMs)) {
				excess = 0;
				return 'granted';
			}

			excess += 1;
			if (excess > mostExcess) {
				return 'flood';
			}

			return excess === 1 ? 'refused' : 'ignored';
		},
		retryAfter: (cost, nowMs) => Math.ceil(bucket.wait(cost, nowMs) * 10) / 10,
	};
}
