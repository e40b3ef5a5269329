import type {Backoff} from '../../support/retry-delay.js';

/** Delays, timeouts and limits of delivery. */
export type DeliveryPace = {
	/** Milliseconds that the first event of a message waits for others. @default 1000 */
	readonly groupWaitMs: number;
	/** Timeout of a delivery attempt, in milliseconds. @default 10000 */
	readonly timeoutMs: number;
	/** Delays between attempts. @default 1 s to 300 s */
	readonly backoff: Backoff;
	/**
	Maximum number of queued notifications per handler; when it is exceeded, the oldest one is discarded. @default 300
	*/
	readonly maxQueued: number;
	/** Maximum number of events per notification. @default 50 */
	readonly maxEvents: number;
};

/** The default delays, timeouts and limits. */
export const defaultPace: DeliveryPace = {
	groupWaitMs: 1000,
	timeoutMs: 10_000,
	backoff: {firstMs: 1000, maxMs: 300_000},
	maxQueued: 300,
	maxEvents: 50,
};
