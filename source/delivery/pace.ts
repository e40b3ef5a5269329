import type {Backoff} from '../retry-delay.js';

/** How fast, how long and how much is delivered. */
export type Pace = {
	/** How long the first event waits for others, to go out as one message. */
	readonly groupWaitMs: number;
	/** After that long an attempt has failed. */
	readonly timeoutMs: number;
	readonly backoff: Backoff;
	/** After so many failures a notification is given up. */
	readonly maxAttempts: number;
	/** Notifications of one handler that may wait; the oldest is given up for a newer one. */
	readonly maxQueued: number;
	/** Events in one notification. */
	readonly maxEvents: number;
};

export const defaultPace: Pace = {
	groupWaitMs: 1000,
	timeoutMs: 10_000,
	backoff: {firstMs: 1000, longestMs: 300_000},
	// With full jitter and waits of 150 s on average, about a day.
	maxAttempts: 600,
	maxQueued: 200,
	maxEvents: 50,
};
