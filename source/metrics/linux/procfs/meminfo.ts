/** The content of `/proc/meminfo` (proc_meminfo(5)) in bytes. Missing and invalid lines are `undefined`. */
export type Meminfo = {
	readonly totalBytes: number;
	readonly freeBytes: number | undefined;
	/** Estimate of the kernel of the memory available without swapping. */
	readonly availableBytes: number | undefined;
	readonly buffersBytes: number | undefined;
	/** Page cache, including shared memory. */
	readonly cachedBytes: number | undefined;
	/** Reclaimable slab, such as inode caches. */
	readonly reclaimableSlabBytes: number | undefined;
	/** tmpfs and shared memory, which count as cache but are not reclaimable. */
	readonly sharedBytes: number | undefined;
	readonly swapTotalBytes: number | undefined;
	readonly swapFreeBytes: number | undefined;
};

const kibibyte = 1024;

/** Parses `/proc/meminfo`. Throws when the total is missing or 0. The space before a long number may be missing. */
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

	if (totalBytes === 0) {
		throw new Error('/proc/meminfo: MemTotal is 0');
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
