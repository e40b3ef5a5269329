/** A process that uses a GPU. */
export type GpuProcess = {
	readonly pid: number;
	readonly name: string | undefined;
	/** GPU memory that the process uses. */
	readonly memoryBytes: number | undefined;
};

/** A GPU. Values that its driver does not report are `undefined`. */
export type Gpu = {
	/** Index in the order of the driver, from 0. */
	readonly id: number;
	readonly name: string;
	readonly vendor: 'nvidia' | 'amd' | 'intel' | 'apple' | 'unknown';
	readonly driverVersion: string | undefined;
	/** PCI address or UUID. It stays the same when another GPU is lost. */
	readonly uniqueId: string | undefined;
	/** PCI address: `0000:01:00.0`. */
	readonly pciAddress: string | undefined;
	/**
	Reason why the GPU cannot be read, for example because it fell off the bus. All measured values are then absent.
	*/
	readonly problem: string | undefined;
	/**
	Total memory. For an integrated AMD GPU: its reserved memory plus the system memory it may use. `undefined` with
	unified memory.
	*/
	readonly memoryTotalBytes: number | undefined;
	readonly memoryUsedBytes: number | undefined;
	readonly memoryFreeBytes: number | undefined;
	/** Utilization, 0–100. */
	readonly usedPercent: number | undefined;
	readonly temperatureCelsius: number | undefined;
	readonly powerWatts: number | undefined;
	readonly powerLimitWatts: number | undefined;
	/** Fan speed in percent of its maximum. */
	readonly fanPercent: number | undefined;
	readonly clockMhz: number | undefined;
	readonly memoryClockMhz: number | undefined;
	/** Whether NVIDIA Multi-Instance GPU is enabled. The utilization is then unknown. */
	readonly isMig: boolean;
	/** Whether the GPU is suspended. A suspended GPU is not woken up; all measured values are absent. */
	readonly isAsleep: boolean;
	readonly processes: readonly GpuProcess[] | undefined;
};
