/** I/O of a block device over the last interval. Source: `/proc/diskstats`; a sector is always 512 bytes. */
export type DeviceIo = {
	/** Kernel name, for example `nvme0n1`. */
	readonly name: string;
	/** Device number, `major:minor`. */
	readonly deviceNumber: string;
	readonly readBytesPerSecond: number;
	readonly writeBytesPerSecond: number;
	/**
	Share of the interval with at least one request in flight, 0–100. `undefined` where the platform does not report it.
	*/
	readonly busyPercent: number | undefined;
};

/** Counters of a block device since boot, or since it was attached. Source: `/proc/diskstats`. */
export type DeviceCounters = {
	/** Kernel name, for example `nvme0n1`. */
	readonly name: string;
	/** Device number, `major:minor`. */
	readonly deviceNumber: string;
	/** Completed read requests. `undefined` where the platform does not count them. */
	readonly reads: number | undefined;
	/** Completed write requests. `undefined` where the platform does not count them. */
	readonly writes: number | undefined;
	readonly readBytes: number;
	readonly writtenBytes: number;
	/** Milliseconds with at least one request in flight. `undefined` where the platform does not count them. */
	readonly busyMs: number | undefined;
};

/** I/O of the block devices over the last interval. */
export type DiskIo = {
	/** Sum over physical devices; partitions, device-mapper devices and RAID arrays are not counted twice. */
	readonly readBytesPerSecond: number;
	/** Sum over physical devices. */
	readonly writeBytesPerSecond: number;
	/** Maximum over the physical devices, 0–100. `undefined` without physical devices. */
	readonly busyPercent: number | undefined;
	readonly devices: readonly DeviceIo[];
	/** Counters since boot. Present only in the latest sample of this machine, not in the history or in messages. */
	readonly counters?: readonly DeviceCounters[];
};
