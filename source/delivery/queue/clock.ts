import {sleep} from '../../support/sleep.js';

/** What delivery needs of time; tests pass one that they move by hand. */
export type Clock = {
	/** Epoch milliseconds, for people: the wall clock may be set at any time. */
	nowMs(): number;
	/** Never steps back. */
	monotonicMs(): number;
	/** Resolves after that long, or as soon as `signal` aborts. Does not keep the process alive. */
	sleep(durationMs: number, signal: AbortSignal): Promise<void>;
};

export const systemClock: Clock = {
	nowMs: () => Date.now(),
	monotonicMs: () => performance.now(),
	sleep: (durationMs, signal) => sleep(durationMs, signal, {ref: false}),
};
