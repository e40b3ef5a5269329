import {setImmediate as nextTurn} from 'node:timers/promises';
import type {Machine} from '../../collector.js';

/** A phase of work that may be abandoned after any step, and the milliseconds after which it is. */
export type Phase = {readonly steps: Iterator<unknown>; readonly untilMs: number};

/**
Runs phases one after another. `untilMs` counts the time of work from the beginning of the first phase, so that a phase
gets what the earlier ones left. The event loop runs between slices.

Returns `undefined` when everything was done within the first slice, otherwise a promise.
*/
export function runPhases(
	machine: Machine,
	phases: readonly Phase[],
	sliceMs: number,
	signal: AbortSignal,
): undefined | Promise<void> {
	let workedMs = 0;
	let index = 0;

	/** Returns whether all phases are done. */
	const runSlice = (): boolean => {
		const startMs = machine.monotonicMs();
		for (;;) {
			const phase = phases[index];
			if (!phase) {
				return true;
			}

			const passedMs = machine.monotonicMs() - startMs;
			if (passedMs >= sliceMs) {
				workedMs += passedMs;
				return false;
			}

			if (workedMs + passedMs >= phase.untilMs || phase.steps.next().done === true) {
				index += 1;
			}
		}
	};

	return runSlice() ? undefined : continueIn(runSlice, signal);
}

async function continueIn(runSlice: () => boolean, signal: AbortSignal): Promise<void> {
	do {
		await nextTurn(undefined, {signal});
	} while (!runSlice());
}
