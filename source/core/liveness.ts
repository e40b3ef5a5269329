import type {Source} from './source.js';

/** The liveness of a monitor. */
export type Liveness = {
	/** Whether the monitor is running: `run` was called and has not ended. */
	readonly isRunning: boolean;
	/** The source: this machine, a remote one, or a recording. */
	readonly source: Source['kind'];
	/** Time at which the monitor was created, in epoch milliseconds. */
	readonly startedAtMs: number;
	/** Milliseconds since then. */
	readonly uptimeMs: number;
	/**
	Milliseconds since the latest sample. `undefined` before the first one, and for a recording, which may be paused.
	*/
	readonly sampleAgeMs: number | undefined;
};
