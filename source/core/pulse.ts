import type {Source} from './source.js';

/** Whether a monitor is alive. */
export type Pulse = {
	/** Whether `run` was called and has not ended. */
	readonly isRunning: boolean;
	/** Whether this machine is measured, or another one, or a recording is shown. */
	readonly source: Source['kind'];
	/** Epoch milliseconds. */
	readonly startedAtMs: number;
	readonly uptimeMs: number;
	/** Since the latest sample came. `undefined` before the first, and for a recording, which may stand still. */
	readonly sampleAgeMs: number | undefined;
};
