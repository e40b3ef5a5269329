import type {Pressure} from './pressure.js';

/** What a control group belongs to. `group`: a control group that neither systemd nor a container engine created. */
export type GroupKind = 'service' | 'container' | 'pod' | 'slice' | 'session' | 'group';

/**
A control group: a service, a container, a user session or another part of the tree. Source: the control group file
systems (cgroups(7)), of version 2 unless another file is named. The values include those of the groups below it.
*/
export type Group = {
	/** Path from the root of the hierarchy, for example `/system.slice/nginx.service`. */
	readonly path: string;
	/**
	Name of the unit, of the container or of the machine; the short id of a container whose engine cannot be asked; the path
	when another group has that name.
	*/
	readonly name: string;
	readonly kind: GroupKind;
	/** Image of the container. `undefined` for other groups, and when the engine cannot be asked. */
	readonly image: string | undefined;
	/**
	CPU usage; 100 is one fully used core. `undefined` until the group was read twice. Source: `cpu.stat`; in version 1
	`cpuacct.usage`.
	*/
	readonly cpuPercent: number | undefined;
	/** CPU time since the group was created. */
	readonly cpuSeconds: number | undefined;
	/** CPU limit of the group itself, in cores. `undefined` without a limit. Source: `cpu.max`, `cpu.cfs_quota_us`. */
	readonly cpuLimitCores: number | undefined;
	/** Share of the scheduler periods in which the group was throttled, 0–100. `undefined` without a limit. */
	readonly throttledPercent: number | undefined;
	/** Working set: `memory.current` minus `inactive_file`. In version 1 `memory.usage_in_bytes`. */
	readonly memoryBytes: number | undefined;
	/** Memory limit of the group itself. `undefined` without a limit. Source: `memory.max`, `memory.limit_in_bytes`. */
	readonly memoryLimitBytes: number | undefined;
	/** Working set as a share of the limit, 0–100. `undefined` without a limit. */
	readonly memoryPercent: number | undefined;
	/** How often the memory reached the limit since the group was created. Source: `memory.events`, `memory.failcnt`. */
	readonly memoryLimitHits: number | undefined;
	/** `memoryLimitHits` over the last interval. */
	readonly memoryLimitHitsPerSecond: number | undefined;
	/** Swap in use. Source: `memory.swap.current`; in version 1 `swap` of `memory.stat`. */
	readonly swapBytes: number | undefined;
	/** Bytes read from devices. Source: `io.stat`, `blkio.throttle.io_service_bytes_recursive`. */
	readonly readBytesPerSecond: number | undefined;
	/** Bytes written to devices. */
	readonly writeBytesPerSecond: number | undefined;
	/** Pressure stall information. Version 2 only. */
	readonly pressure: Pressure | undefined;
	/** Number of processes and threads. Source: `pids.current`. */
	readonly pids: number | undefined;
	/** Maximum number of processes and threads. `undefined` without a limit. Source: `pids.max`. */
	readonly pidsLimit: number | undefined;
	/** How often a fork failed because of the limit since the group was created. Source: `pids.events`. */
	readonly pidsLimitHits: number | undefined;
	/** `pidsLimitHits` over the last interval. */
	readonly pidsLimitHitsPerSecond: number | undefined;
	/**
	Processes that the kernel killed for lack of memory since the group was created. Source: `memory.events`,
	`memory.oom_control`.
	*/
	readonly oomKills: number | undefined;
	/** Restarts of the service by systemd, or of the container by its engine. `undefined` when unknown. */
	readonly restarts: number | undefined;
	/** State that systemd or the engine reports: `active`, `failed`, `running`, `paused`, …; `frozen` of the kernel. */
	readonly state: string | undefined;
};

/** A unit of systemd that failed. */
export type FailedUnit = {
	readonly name: string;
	/** When it failed, in epoch milliseconds. */
	readonly sinceMs: number | undefined;
	/** Automatic restarts of a service (`NRestarts`). */
	readonly restarts: number | undefined;
};

/** The control groups of the machine. */
export type Groups = {
	/** Groups that have been read, unordered. Groups inside of a service or of a container are part of it. */
	readonly list: readonly Group[];
	/** Number of groups in the tree, including those that have not been read. */
	readonly total: number;
	/**
	Number of groups that were not read in this pass, because its time was used up. Their values are those of an earlier
	pass. Busy groups are read first.
	*/
	readonly unreached: number;
	/** Failed units of systemd. `undefined` where systemd does not run, and until it has answered. */
	readonly failedUnits: readonly FailedUnit[] | undefined;
};
