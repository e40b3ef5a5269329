import type {Pressure} from './pressure.js';

/**
Limits and usage of the control group that this process runs in. They are displayed separately from the values of the
host.

A limit applies whether it is set on the group or on one of its parents. The usage is that of the group with the lowest
limit, which the kernel compares with the limit; without a limit it is the usage of the group itself.
*/
export type Limits = {
	/**
	Version of the control groups. `hybrid`: controllers of version 1 are mounted beside the hierarchy of version 2.
	*/
	readonly version: 'v1' | 'v2' | 'hybrid';
	/** Processor limit in cores. `undefined` without a limit. Source: `cpu.max`; in version 1 `cpu.cfs_quota_us`. */
	readonly cpuLimitCores: number | undefined;
	/** Processor usage in cores. `undefined` in the first sample and after a gap. */
	readonly cpuUsedCores: number | undefined;
	/** Share of the scheduler periods in which the group was throttled, 0–100. `undefined` without a limit. */
	readonly throttledPercent: number | undefined;
	/**
	Memory limit. `undefined` without a limit below the memory of the machine. Source: `memory.max`; in version 1
	`memory.limit_in_bytes`.
	*/
	readonly memoryLimitBytes: number | undefined;
	/** Working set: `memory.current` minus `inactive_file`. `undefined` in the root group of version 2. */
	readonly memoryUsedBytes: number | undefined;
	/** Used share of the memory limit, 0–100. `undefined` without a limit. */
	readonly memoryUsedPercent: number | undefined;
	/** Pressure stall information of the group itself. Version 2 only. */
	readonly pressure: Pressure | undefined;
};
