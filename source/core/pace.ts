import {createWakeableSleep} from '../support/sleep.js';

/** Waits from tick to tick on a fixed raster. */
export type Pace = {
	/** Resolves at the next tick; at once with `changed` or `aborted` when there is none to wait for. */
	next(signal: AbortSignal): Promise<'tick' | 'changed' | 'aborted'>;
	/** Ends the waiting: the raster is no longer valid. */
	change(): void;
};

/**
Ticks at `first`, then at multiples of the interval, all counted from now. A tick that was missed because the process
was held up is left out, not made up for.
*/
export function createPace(intervalMs: number, firstMs: number, monotonicMs: () => number): Pace {
	const startMs = monotonicMs();
	let isFirst = firstMs < intervalMs;
	let slot = 0;
	let isChanged = false;
	const {sleep, wake} = createWakeableSleep();

	return {
		async next(signal) {
			let targetMs = firstMs;
			if (isFirst) {
				isFirst = false;
			} else {
				// A timer may fire a little early: the slot that was just served must not be served again.
				slot = Math.max(slot + 1, Math.floor((monotonicMs() - startMs) / intervalMs) + 1);
				targetMs = slot * intervalMs;
			}

			if (!isChanged && !signal.aborted) {
				await sleep(Math.max(0, startMs + targetMs - monotonicMs()), signal);
			}

			if (signal.aborted) {
				return 'aborted';
			}

			return isChanged ? 'changed' : 'tick';
		},
		change() {
			isChanged = true;
			wake();
		},
	};
}
