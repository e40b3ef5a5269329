import type {DurationSpread} from './durations.js';

/** The health of a collector since the start, or since the interval was changed. */
export type CollectorHealth = {
	/** Name of the metric or custom collector. */
	readonly name: string;
	readonly cadenceMs: number;
	/** Calls that returned a value. */
	readonly successes: number;
	readonly failures: number;
	/** Calls that were skipped because the previous call was still running. */
	readonly skipped: number;
	readonly timeouts: number;
	/** Duration of the last finished call. `undefined` before the first one. */
	readonly lastDurationMs: number | undefined;
	/** Durations of the latest calls. `undefined` before the first one. */
	readonly durations: DurationSpread | undefined;
	/** Error of the latest failed call. */
	readonly lastError: string | undefined;
	/** Whether a call is running. */
	readonly isRunning: boolean;
};
