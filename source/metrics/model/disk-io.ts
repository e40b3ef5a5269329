/** I/O of a block device over the last interval. Source: `/proc/diskstats`; a sector is always 512 bytes. */
export type DeviceIo = {
	/** Kernel name, for example `nvme0n1`. */
	readonly name: string;
	/** Device number, `major:minor`. */
	readonly deviceNumber: string;
	/** Whether it is a physical disk, whose I/O counts in the totals. */
	readonly isPhysical: boolean;
	/** Whether it is a partition, whose I/O its disk counts too. */
	readonly isPartition: boolean;
	readonly readBytesPerSecond: number;
	readonly writeBytesPerSecond: number;
	/** Completed read requests per second. `undefined` where the platform does not count them. */
	readonly readsPerSecond: number | undefined;
	/** Completed write requests per second. `undefined` where the platform does not count them. */
	readonly writesPerSecond: number | undefined;
	/** Mean milliseconds from the queue to the end of a read request. `undefined` when none completed. */
	readonly readAwaitMs: number | undefined;
	/** Mean milliseconds from the queue to the end of a write request. `undefined` when none completed. */
	readonly writeAwaitMs: number | undefined;
	/** Mean milliseconds of read and write requests. `undefined` when none completed. */
	readonly awaitMs: number | undefined;
	/** Mean number of requests in flight. While no request completes, the number in flight at the end of the interval. */
	readonly queueLength: number | undefined;
	/**
	Share of the interval with at least one request in flight, 0–100. `undefined` where the platform does not report it.
	*/
	readonly busyPercent: number | undefined;
	/**
	Requests that failed since the device was attached. `undefined` where the driver does not count them. Source:
	`/sys/block/[name]/device/ioerr_cnt` (SCSI and SATA).
	*/
	readonly ioErrors: number | undefined;
};

/**
Counters of a block device since boot, or since it was attached; those that the platform does not have are `undefined`.
Source: `/proc/diskstats`.
*/
export type DeviceCounters = {
	/** Kernel name, for example `nvme0n1`. */
	readonly name: string;
	/** Device number, `major:minor`. */
	readonly deviceNumber: string;
	/** Completed read requests. */
	readonly reads: number | undefined;
	/** Read requests that were merged into another one. */
	readonly readsMerged: number | undefined;
	readonly readBytes: number;
	/** Milliseconds that all read requests took together. */
	readonly readMs: number | undefined;
	/** Completed write requests. */
	readonly writes: number | undefined;
	/** Write requests that were merged into another one. */
	readonly writesMerged: number | undefined;
	readonly writtenBytes: number;
	/** Milliseconds that all write requests took together. */
	readonly writeMs: number | undefined;
	/** Requests in flight now. */
	readonly inFlight: number | undefined;
	/** Milliseconds with at least one request in flight. */
	readonly busyMs: number | undefined;
	/** Milliseconds with requests in flight, weighted with their number. */
	readonly weightedMs: number | undefined;
	/** Completed discard requests. Since Linux 4.18. */
	readonly discards: number | undefined;
	readonly discardsMerged: number | undefined;
	readonly discardedBytes: number | undefined;
	readonly discardMs: number | undefined;
	/** Completed flush requests. Since Linux 5.5. */
	readonly flushes: number | undefined;
	readonly flushMs: number | undefined;
};

/** I/O of the block devices over the last interval. */
export type DiskIo = {
	/** Sum over physical devices; partitions, device-mapper devices and RAID arrays are not counted twice. */
	readonly readBytesPerSecond: number;
	/** Sum over physical devices. */
	readonly writeBytesPerSecond: number;
	/** Sum over physical devices. `undefined` where the platform does not count requests. */
	readonly readsPerSecond: number | undefined;
	/** Sum over physical devices. `undefined` where the platform does not count requests. */
	readonly writesPerSecond: number | undefined;
	/** Maximum over the physical devices, 0–100. `undefined` without physical devices. */
	readonly busyPercent: number | undefined;
	readonly devices: readonly DeviceIo[];
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: readonly DeviceCounters[];
};
