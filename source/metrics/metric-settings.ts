/** What is measured, and how often. A metric that is off costs nothing. */
export type MetricSettings = {
	readonly cpu: Cadence;
	readonly memory: Cadence;
	readonly disks: Cadence & {
		/** Show these instead of every real mount. */
		readonly paths: readonly string[];
	};
	readonly network: Cadence & {
		/** Show these instead of the physical ones. */
		readonly interfaces: readonly string[];
		readonly virtual: boolean;
	};
	readonly processes: Cadence;
	readonly gpu: Cadence & {readonly backend: readonly ('auto' | 'nvidia-smi' | 'amdgpu' | 'intel' | 'apple')[]};
	readonly pressure: Cadence;
	readonly limits: Cadence;
	readonly temperatures: Cadence;
};

export type Cadence = {
	readonly enabled: boolean;
	/** `undefined` = at every tick. */
	readonly intervalMs: number | undefined;
};
