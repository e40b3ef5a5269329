/** What is measured, and how often. A metric that is off costs nothing. */
export type MetricSettings = {
	readonly processor: Cadence;
	readonly memory: Cadence;
	readonly disks: Cadence & {
		/** Show these instead of every real mount. */
		readonly paths: readonly string[];
	};
	readonly network: Cadence & {
		/** Show these instead of the physical ones. */
		readonly interfaces: readonly string[];
		/** Also bridges, tunnels and the ends of containers. */
		readonly virtual: boolean;
	};
	readonly processes: Cadence;
	/** `backend`: which ways of reading GPUs to try, in this order. */
	readonly gpu: Cadence & {readonly backend: readonly ('auto' | 'nvidia-smi' | 'amdgpu' | 'intel' | 'apple')[]};
	readonly pressure: Cadence;
	readonly limits: Cadence;
	readonly temperatures: Cadence;
};

/** What is to change in how metrics are measured: `{gpu: {enabled: false}}`. */
export type MetricChanges = {readonly [Name in keyof MetricSettings]?: Partial<MetricSettings[Name]> | undefined};

/** Whether a metric is measured, and how often. */
export type Cadence = {
	readonly enabled: boolean;
	/** Milliseconds from one measurement to the next. `undefined`: at every sample. */
	readonly intervalMs: number | undefined;
};
