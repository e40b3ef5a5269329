import {formatDuration} from '../../support/format.js';
import type {Happening} from './message-form.js';

/** The clocks at one moment, in milliseconds. */
export type Clocks = {
	readonly wallMs: number;
	/** Does not run while the machine is suspended. */
	readonly monotonicMs: number;
	/** Returns the time since the boot, including the time in suspend. `undefined` if the machine does not report it. */
	readonly uptimeMs: () => number | undefined;
};

/** Smaller differences are the time between the readings of the clocks, and the slewing of NTP. */
const minStepMs = 1000;

/**
Returns a function that compares the clocks with those of its previous call, and returns whether the wall clock was set or
the machine was suspended since then. It reads the uptime only after a step.
*/
export function clockWatch(): (clocks: Clocks) => Happening | undefined {
	let offsetMs: number | undefined;
	let suspendedMs: number | undefined;

	return ({wallMs, monotonicMs, uptimeMs}) => {
		const offset = wallMs - monotonicMs;
		const stepMs = offset - (offsetMs ?? offset);
		const isFirst = offsetMs === undefined;
		if (!isFirst && Math.abs(stepMs) < minStepMs) {
			// Slow drift is no step.
			offsetMs = offset;
			return undefined;
		}

		const uptime = uptimeMs();
		const suspended = uptime === undefined ? undefined : uptime - monotonicMs;
		const asleepMs = suspended === undefined ? 0 : suspended - (suspendedMs ?? suspended);
		offsetMs = offset;
		suspendedMs = suspended;
		if (isFirst) {
			return undefined;
		}

		const setMs = stepMs - asleepMs;
		if (asleepMs >= minStepMs && Math.abs(setMs) < minStepMs + asleepMs / 100) {
			return {kind: 'suspend', text: `the machine was suspended for ${formatDuration(asleepMs / 1000)}`};
		}

		return {
			kind: 'clock_step',
			text: `the clock was set ${setMs > 0 ? 'forward' : 'back'} by ${formatDuration(Math.abs(setMs) / 1000)}`,
		};
	};
}
