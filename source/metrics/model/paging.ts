/**
Counters of `/proc/vmstat` since boot, in pages and events. Their sums over the zones of the memory, as the names of the
kernel differ between versions.
*/
export type PagingCounters = {
	/** Pages read from swap (`pswpin`). */
	readonly swapInPages: number | undefined;
	/** Pages written to swap (`pswpout`). */
	readonly swapOutPages: number | undefined;
	/** Page faults that had to read from a disk (`pgmajfault`). */
	readonly majorFaults: number | undefined;
	/** Pages that programs had to examine for reclaim themselves (`pgscan_direct`). */
	readonly directScans: number | undefined;
	/** Pages that were needed again soon after they were reclaimed (`workingset_refault`, since Linux 3.15). */
	readonly refaults: number | undefined;
	/** Allocations that had to wait for reclaim (`allocstall`). */
	readonly allocationStalls: number | undefined;
};

/**
The traffic between memory, swap and files, since the previous measurement. Source: `/proc/vmstat`. In a container, that
of the host. Rates are `undefined` in the first sample and where the kernel does not count.
*/
export type Paging = {
	/** Data read from swap, as `si` of vmstat. */
	readonly swapInBytesPerSecond: number | undefined;
	/** Data written to swap, as `so` of vmstat. */
	readonly swapOutBytesPerSecond: number | undefined;
	/** Page faults that had to read from a disk, as `majflt/s` of `sar -B`. */
	readonly majorFaultsPerSecond: number | undefined;
	/**
	Pages that programs had to examine for reclaim themselves, as `pgscand/s` of `sar -B`. Reclaim within a container limit
	is not counted.
	*/
	readonly directScansPerSecond: number | undefined;
	/** Pages that were needed again soon after they were reclaimed: the memory is too small for what is used. */
	readonly refaultsPerSecond: number | undefined;
	/** Allocations that had to wait for reclaim. */
	readonly allocationStallsPerSecond: number | undefined;
	/** Processes killed for lack of memory since boot (`oom_kill`, since Linux 4.13), those of container limits included. */
	readonly oomKills: number | undefined;
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: PagingCounters;
};
