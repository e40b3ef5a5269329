/** Whether a monitor is alive. */
export type Pulse = {
	/** Epoch milliseconds. */
	readonly startedAtMs: number;
	readonly uptimeMs: number;
	/** Since the latest sample came. `undefined` before the first, and for a recording, which may stand still. */
	readonly sampleAgeMs: number | undefined;
};
