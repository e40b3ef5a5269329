/**
What `/proc/meminfo` says (proc_meminfo(5)), in bytes. A line that the kernel does not write, or that holds no size, is
`undefined`.
*/
export type Meminfo = {
	readonly totalBytes: number;
	readonly freeBytes: number | undefined;
	/** The kernel's estimate of what programs can have without swapping. */
	readonly availableBytes: number | undefined;
	readonly buffersBytes: number | undefined;
	/** The page cache, shared memory included. */
	readonly cachedBytes: number | undefined;
	/** Slab that can be reclaimed, such as caches of inodes. */
	readonly reclaimableSlabBytes: number | undefined;
	/** tmpfs and shared memory: counted as cache, yet not reclaimable. */
	readonly sharedBytes: number | undefined;
	readonly swapTotalBytes: number | undefined;
	readonly swapFreeBytes: number | undefined;
};

const kibibyte = 1024;

/** Throws when the file does not hold the total. The space before a number is missing where the number is too long. */
export function parseMeminfo(text: string): Meminfo {
	const bytesByName = new Map<string, number>();
	for (const [, name = '', kibibytes] of text.matchAll(/^(\w+): *(\d+) kB$/gm)) {
		const bytes = Number(kibibytes) * kibibyte;
		if (Number.isSafeInteger(bytes)) {
			bytesByName.set(name, bytes);
		}
	}

	const totalBytes = bytesByName.get('MemTotal');
	if (totalBytes === undefined) {
		throw new Error('/proc/meminfo: no "MemTotal" line in kB');
	}

	return {
		totalBytes,
		freeBytes: bytesByName.get('MemFree'),
		availableBytes: bytesByName.get('MemAvailable'),
		buffersBytes: bytesByName.get('Buffers'),
		cachedBytes: bytesByName.get('Cached'),
		reclaimableSlabBytes: bytesByName.get('SReclaimable'),
		sharedBytes: bytesByName.get('Shmem'),
		swapTotalBytes: bytesByName.get('SwapTotal'),
		swapFreeBytes: bytesByName.get('SwapFree'),
	};
}
