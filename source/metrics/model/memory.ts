/** Swap space. Source: `/proc/meminfo`. */
export type Swap = {
	/** Total size; 0 without swap. */
	readonly totalBytes: number;
	/** Used size. */
	readonly usedBytes: number;
	/** Used share of the total, 0–100. `undefined` without swap. */
	readonly usedPercent: number | undefined;
};

/**
What the memory contains. Source: `/proc/meminfo` (proc_meminfo(5)), and sysfs for zram. A value is `undefined` where the
kernel does not report it. The parts overlap, so they do not add up to the total.
*/
export type MemoryDetails = {
	/** Memory without any use (`MemFree`). */
	readonly freeBytes: number | undefined;
	/** Cache of block devices (`Buffers`). */
	readonly buffersBytes: number | undefined;
	/** Cache of files, without shared memory (`Cached` minus `Shmem`). */
	readonly pageCacheBytes: number | undefined;
	/** Modified cache that is not written to disk yet (`Dirty`). */
	readonly dirtyBytes: number | undefined;
	/** Cache that is being written to disk (`Writeback`). */
	readonly writebackBytes: number | undefined;
	/** Data structures of the kernel (`Slab`). */
	readonly slabBytes: number | undefined;
	/** Part of the slab that the kernel can free, such as caches of inodes (`SReclaimable`). */
	readonly slabReclaimableBytes: number | undefined;
	/** Shared memory and tmpfs, which cannot be dropped like other cache (`Shmem`). */
	readonly sharedBytes: number | undefined;
	/** Memory of programs that is no file (`AnonPages`). */
	readonly anonymousBytes: number | undefined;
	/** Memory reserved for huge pages of all sizes. 0 without any. */
	readonly hugePagesTotalBytes: number | undefined;
	/** Huge pages that are not in use. */
	readonly hugePagesFreeBytes: number | undefined;
	/** Memory promised to programs (`Committed_AS`). May exceed the total. */
	readonly committedBytes: number | undefined;
	/** Maximum of the promised memory with `vm.overcommit_memory=2` (`CommitLimit`). */
	readonly commitLimitBytes: number | undefined;
	/** Memory that the kernel no longer uses after memory errors (`HardwareCorrupted`). */
	readonly corruptedBytes: number | undefined;
	/** Memory that compressed swap in front of the swap space uses (`Zswap`, since Linux 5.19). */
	readonly zswapBytes: number | undefined;
	/** Memory that compressed block devices use (`mm_stat` of each zram device). `undefined` without such a device. */
	readonly zramBytes: number | undefined;
};

/**
Physical memory. Source: `/proc/meminfo`. `used = total - available`, as in `free` since procps 4 and in psutil;
reclaimable caches count as available.
*/
export type Memory = MemoryDetails & {
	/** Total memory. */
	readonly totalBytes: number;
	/** Memory available to new programs without swapping (`MemAvailable`). */
	readonly availableBytes: number;
	/** `total - available`. */
	readonly usedBytes: number;
	/** Used share of the total, 0–100. */
	readonly usedPercent: number;
	/** Page cache, reclaimable slab and buffers. `undefined` where the platform does not report it. */
	readonly cachedBytes: number | undefined;
	/** Swap space. `undefined` until it has been read. */
	readonly swap: Swap | undefined;
};
