/** The resource usage of the monitor itself. */
export type SelfUsage = {
	/** Processor usage over the last interval; 100 is one fully used core. `undefined` in the first sample. */
	readonly cpuPercent: number | undefined;
	/** User and system time since the start. */
	readonly cpuSeconds: number | undefined;
	/** Resident memory of the process. */
	readonly residentSetBytes: number;
	/** Resident memory as a share of the installed memory, 0–100. `undefined` in recordings of earlier versions. */
	readonly memoryPercent: number | undefined;
	/** Used JavaScript heap of the measuring thread (`process.memoryUsage`). */
	readonly heapUsedBytes: number;
	/** Allocated JavaScript heap of the measuring thread. */
	readonly heapTotalBytes: number;
	/** Memory of JavaScript objects outside of the heap, such as buffers. */
	readonly externalBytes: number;
	/** Number of threads. Linux only. */
	readonly threads: number | undefined;
	/** Number of open file descriptors, counted every ten seconds. Linux only. */
	readonly openFiles: number | undefined;
	/**
	Number of TCP connections of the measuring thread, in both directions. `undefined` in recordings of earlier versions.
	*/
	readonly connections: number | undefined;
	/** Maximum delay of the event loop since the previous sample. `undefined` in the first sample. */
	readonly eventLoopDelayMs: number | undefined;
	/** Number of garbage collections since the start. */
	readonly gcCount: number;
	/** Total milliseconds of garbage collection since the start. */
	readonly gcPauseMs: number;
	/** Seconds since the start. */
	readonly uptimeSeconds: number;
	/** Trend of the resident memory over the last hour. `undefined` during the first ten minutes. */
	readonly memoryTrendBytesPerHour: number | undefined;
	/** Warning when memory appears to leak. */
	readonly leakWarning: string | undefined;
};
