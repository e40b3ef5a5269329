import {createAddressMap} from './address-map.js';
import {createTokenBucket, type TokenBucket} from './token-bucket.js';

/**
The costs of responses. One unit is the cheapest request: about a quarter of a millisecond of CPU time. Snapshots of the
stream cost nothing.
*/
export const costs = {
	request: 1,
	/** A connection gets the connection message and the latest snapshot. */
	connection: 2,
	metrics: 2,
	/** A history is computed from thousands of samples; one from the cache costs as much as a request. */
	history: 9,
} as const;

/** The number of response bytes that cost one unit. */
const bytesPerCost = 16 * 1024;

const refillPerSecond = 100;

/** The maximum delay of a response before a request is refused. The delay slows down a client that polls in a loop. */
export const maxWaitSeconds = 1;

/** The delay of a refusal, which costs nearly as much as a response. */
export const refusalDelayMs = 100;

/** The capacity per client. All clients can reconnect, subscribe and request the history at once, even behind one proxy. */
const costsPerClient = 4;
const minCapacity = 1000;

/** The budgets of client addresses, shared by HTTP and WebSocket. */
export type Budgets = {
	/**
	Spends the cost of a request. Returns the seconds to wait before the response, or `undefined` if the budget is exhausted.
	*/
	spend(address: string, cost: number): number | undefined;
	/** Spends the cost of a request. Returns whether it may be answered now. */
	take(address: string, cost: number): boolean;
	/** Returns the seconds until a request of this cost can be answered. */
	retryAfter(address: string, cost: number): number;
	/** Charges the size of a response. */
	charge(address: string, bytes: number): void;
};

export function createBudgets(maxClients: number, monotonicMs: () => number): Budgets {
	const buckets = createAddressMap<TokenBucket>((bucket, nowMs) => bucket.isFull(nowMs));
	const capacity = Math.max(minCapacity, costsPerClient * maxClients);

	const bucketOf = (address: string, nowMs: number): TokenBucket =>
		buckets.getOrCreate(address, nowMs, () => createTokenBucket({capacity, refillPerSecond}, nowMs));

	return {
		spend(address, cost) {
			const nowMs = monotonicMs();
			return bucketOf(address, nowMs).reserve(cost, maxWaitSeconds, nowMs);
		},
		take(address, cost) {
			const nowMs = monotonicMs();
			return bucketOf(address, nowMs).take(cost, nowMs);
		},
		retryAfter(address, cost) {
			const nowMs = monotonicMs();
			return bucketOf(address, nowMs).wait(cost, nowMs);
		},
		charge(address, bytes) {
			const nowMs = monotonicMs();
			// The response is already sent; the next requests wait for the budget.
			bucketOf(address, nowMs).reserve(bytes / bytesPerCost, Number.POSITIVE_INFINITY, nowMs);
		},
	};
}
