import {createWakeableSleep} from '../support/sleep.js';

/** A timer with ticks at fixed times. */
export type Pace = {
	/** Resolves at the next tick, or immediately with `changed` or `aborted`. */
	next(signal: AbortSignal): Promise<'tick' | 'changed' | 'aborted'>;
	/** Ends the wait, because the interval is no longer valid. */
	change(): void;
	[Symbol.dispose](): void;
};

/**
Returns a timer that ticks after `firstMs`, then at multiples of the interval, all counted from now. A tick missed
because the process was blocked is skipped.
*/
export function createPace(intervalMs: number, firstMs: number, monotonicMs: () => number): Pace {
	const startMs = monotonicMs();
	let isFirst = firstMs < intervalMs;
	let slot = 0;
	let isChanged = false;
	const sleeping = createWakeableSleep();

	return {
		async next(signal) {
			let targetMs = firstMs;
			if (isFirst) {
				isFirst = false;
			} else {
				// A timer may fire slightly early: the same tick must not happen twice.
				slot = Math.max(slot + 1, Math.floor((monotonicMs() - startMs) / intervalMs) + 1);
				targetMs = slot * intervalMs;
			}

			if (!isChanged && !signal.aborted) {
				await sleeping.sleep(Math.max(0, startMs + targetMs - monotonicMs()), signal);
			}

			if (signal.aborted) {
				return 'aborted';
			}

			return isChanged ? 'changed' : 'tick';
		},
		change() {
			isChanged = true;
			sleeping.wake();
		},
		[Symbol.dispose]: () => sleeping[Symbol.dispose](),
	};
}
