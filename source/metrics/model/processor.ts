/**
Processor usage over the last interval, in percent (0–100) of the elapsed time.

Source: `/proc/stat` (proc_stat(5)). User time includes guest time. `usedPercent` includes everything except idle and
iowait, as in htop and psutil; it includes steal.
*/
export type CpuShares = {
	readonly usedPercent: number;
	/** user + nice. `undefined` for the cores of a remote machine: messages contain only their total usage. */
	readonly userPercent: number | undefined;
	/** system + irq + softirq. `undefined` for the cores of a remote machine. */
	readonly systemPercent: number | undefined;
	/** Time waiting for I/O. Linux only. */
	readonly iowaitPercent: number | undefined;
	/** Time used by other guests of a hypervisor. Linux only. */
	readonly stealPercent: number | undefined;
	/** Part of the user time that was niced. Linux only. */
	readonly nicePercent: number | undefined;
	/** Part of the system time that served hardware interrupts. `undefined` where the platform does not report it. */
	readonly irqPercent: number | undefined;
	/** Part of the system time that served software interrupts, such as received packets. Linux only. */
	readonly softirqPercent: number | undefined;
};

/** A logical processor. */
export type Core = {
	/** Number of the processor, as in `cpuN`. Stable across hot-plug, so there may be gaps. */
	readonly id: number;
	/** Usage. `undefined` in the first sample after the core came online. */
	readonly shares: CpuShares | undefined;
};

/** A mode of processor time, named as in `/proc/stat` and node_exporter. */
export type CpuMode = 'user' | 'nice' | 'system' | 'idle' | 'iowait' | 'irq' | 'softirq' | 'steal';

/** Seconds spent in each mode since boot. Modes that the platform does not report are absent. */
export type CpuSeconds = {readonly [Mode in CpuMode]?: number};

/** Counters of the kernel since boot. Source: `/proc/stat`. */
export type CpuCounters = {
	/** Seconds in each mode, by core id. */
	readonly cores: ReadonlyMap<number, CpuSeconds>;
	/** Number of context switches. `undefined` where the platform does not report it. */
	readonly contextSwitches: number | undefined;
	/** Number of processes and threads started. `undefined` where the platform does not report it. */
	readonly forks: number | undefined;
	/** Number of interrupts served. `undefined` where the platform does not report it. */
	readonly interrupts: number | undefined;
};

/** The load on the scheduler of the kernel. Source: `/proc/stat`. All values are `undefined` on other platforms. */
export type SchedulerLoad = {
	/**
	Tasks that run or wait for a processor (`procs_running`), without mon-tui itself, as `runq-sz` of `sar -q`. In a
	container, those of the host.
	*/
	readonly runnableTasks: number | undefined;
	/** Tasks that wait for I/O and cannot be interrupted (`procs_blocked`), as `b` of vmstat. */
	readonly blockedTasks: number | undefined;
	/** Context switches per second (`ctxt`), as `cs` of vmstat. */
	readonly contextSwitchesPerSecond: number | undefined;
	/** Interrupts per second (`intr`), as `in` of vmstat. */
	readonly interruptsPerSecond: number | undefined;
	/** Processes and threads started per second (`processes`), as `proc/s` of `sar -w`. */
	readonly forksPerSecond: number | undefined;
};

/** Processor usage since the previous measurement. */
export type Cpu = SchedulerLoad & {
	/** Usage over all cores. */
	readonly total: CpuShares;
	/** Online cores, ascending by id. */
	readonly cores: readonly Core[];
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: CpuCounters;
};

/**
Load averages: runnable and uninterruptible tasks. Source: `/proc/loadavg`, elsewhere `os.loadavg()`. Not available on
Windows.
*/
export type Load = {
	/** Average over 1 minute. */
	readonly load1: number;
	/** Average over 5 minutes. */
	readonly load5: number;
	/** Average over 15 minutes. */
	readonly load15: number;
};

/** Processor frequency in MHz. Source: cpufreq policies, otherwise "cpu MHz" of `/proc/cpuinfo`. */
export type Frequency = {
	/** Current frequency, in MHz. `undefined` where the platform does not report it. */
	readonly currentMhz: number | undefined;
	/** Maximum frequency, in MHz. `undefined` where the platform does not report it. */
	readonly maxMhz: number | undefined;
	/** Current frequency by core id, in MHz. Only cores that belong to a cpufreq policy. */
	readonly coreMhz: ReadonlyMap<number, number>;
};
