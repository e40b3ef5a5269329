import {sleep} from '../../support/sleep.js';

/** A clock for delivery, which tests replace. */
export type Clock = {
	/** Returns the wall-clock time in epoch milliseconds, for display. */
	nowMs(): number;
	/** Returns the monotonic time in milliseconds. */
	monotonicMs(): number;
	/** Resolves after `durationMs`, or when `signal` aborts. Does not keep the process alive. */
	sleep(durationMs: number, signal: AbortSignal): Promise<void>;
};

/** The clock of the system. */
export const systemClock: Clock = {
	nowMs: () => Date.now(),
	monotonicMs: () => performance.now(),
	sleep: (durationMs, signal) => sleep(durationMs, signal, {ref: false}),
};
