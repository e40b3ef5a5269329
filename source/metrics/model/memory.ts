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
Physical memory. Source: `/proc/meminfo`. `used = total - available`, as in `free` since procps 4 and in psutil;
reclaimable caches count as available.
*/
export type Memory = {
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
