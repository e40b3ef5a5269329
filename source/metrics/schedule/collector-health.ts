import type {DurationSpread} from './durations.js';

/** How one collector is doing, since the start or since the interval was changed. */
export type CollectorHealth = {
	/** Of the metric, or of a collector of your own. */
	readonly name: string;
	readonly cadenceMs: number;
	/** Calls that came back with a value. */
	readonly successes: number;
	readonly failures: number;
	/** Slots in which the previous call was still under way. */
	readonly skipped: number;
	readonly timeouts: number;
	/** Wall time of the last finished call. `undefined` before it. */
	readonly lastDurationMs: number | undefined;
	/** Wall time of the latest calls. `undefined` before the first. */
	readonly durations: DurationSpread | undefined;
	/** Why the latest call that failed did. */
	readonly lastError: string | undefined;
	/** A call is under way. */
	readonly isRunning: boolean;
};
