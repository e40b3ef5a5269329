import type {Backoff} from '../../support/retry-delay.js';

/** How fast, how long and how much is delivered. */
export type DeliveryPace = {
	/** How long the first event waits for others, to go out as one message. @default 1000 */
	readonly groupWaitMs: number;
	/** After that long an attempt has failed. @default 10000 */
	readonly timeoutMs: number;
	/** @default from 1 s to 300 s */
	readonly backoff: Backoff;
	/** Notifications of one handler that may wait; the oldest is given up for a newer one. @default 300 */
	readonly maxQueued: number;
	/** Events in one notification. @default 50 */
	readonly maxEvents: number;
};

export const defaultPace: DeliveryPace = {
	groupWaitMs: 1000,
	timeoutMs: 10_000,
	backoff: {firstMs: 1000, maxMs: 300_000},
	maxQueued: 300,
	maxEvents: 50,
};
