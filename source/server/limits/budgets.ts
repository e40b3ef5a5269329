import {createAddressMap} from './address-map.js';
import {createTokenBucket, type TokenBucket} from './token-bucket.js';

/**
What answers cost, in requests of the cheapest kind: about a quarter of a millisecond of processor time each. A snapshot that
goes to every client anyway costs nothing.
*/
export const costs = {
	request: 1,
	/** A connection gets a greeting and the latest snapshot. */
	connection: 2,
	metrics: 2,
	/** Read from thousands of samples; one that was just made for another client costs as much as a request. */
	history: 9,
} as const;

/** As many bytes of answers cost as much as a request. */
const bytesPerCost = 16 * 1024;

const refillPerSecond = 100;

/** An answer is delayed up to that long before a request is refused, which slows down a client that asks in a loop. */
export const maxWaitSeconds = 1;

/** A refusal is delayed as well: it costs nearly as much as an answer. */
export const refusalDelayMs = 100;

/** Per client, so that all may come back at once, subscribe and ask for the history, though one proxy speaks for them all. */
const costsPerClient = 4;
const minCapacity = 1000;

/** One budget for each address, over HTTP and sockets alike. */
export type Budgets = {
	/** Seconds until a request of this cost may be answered, or `undefined` when there were too many already. */
	spend(address: string, cost: number): number | undefined;
	/** Whether a request of this cost may be answered now. */
	take(address: string, cost: number): boolean;
	/** Seconds until a request of this cost can be answered. */
	retryAfter(address: string, cost: number): number;
	/** Counts an answer that went out. */
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
			// What was sent was sent: the next requests wait for it.
			bucketOf(address, nowMs).reserve(bytes / bytesPerCost, Number.POSITIVE_INFINITY, nowMs);
		},
	};
}
