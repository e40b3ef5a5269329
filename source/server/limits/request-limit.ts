import {createTokenBucket} from './token-bucket.js';

export const requestsPerSecond = 10;

/** The number of requests that may arrive at once. */
const burst = 20;

/** The number of excess requests after which the connection is closed. */
const maxExcess = 50;

/** The decision on a request: within the limit, first excess, further excess, or far above the limit. */
export type Verdict = 'granted' | 'refused' | 'ignored' | 'flood';

/** The limit that all connections of one address share. */
export type SharedLimit = {
	take(cost: number): boolean;
	/** Returns the seconds until a request of this cost is granted. */
	retryAfter(cost: number): number;
};

/** The rate limit of one client. The first excess request gets an error, further ones get no response. */
export type RequestLimit = {
	/** Requests a decision. `sharedCost` is charged to the limit that all connections of the address share. */
	ask(cost: number, nowMs: number, sharedCost?: number): Verdict;
	/** Returns the seconds until a request of this cost is granted. */
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
			// Other clients of the address may have exhausted the shared limit: this client does not flood.
			if (!shared.take(sharedCost)) {
				return refuse();
			}

			isRefused = false;
			return 'granted';
		},
		retryAfter: (cost, nowMs) => Math.ceil(Math.max(bucket.wait(cost, nowMs), shared.retryAfter(cost)) * 10) / 10,
	};
}
