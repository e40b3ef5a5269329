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
	readonly dirtyBytes: number | undefined;
	readonly writebackBytes: number | undefined;
	readonly slabBytes: number | undefined;
	readonly anonymousBytes: number | undefined;
	readonly committedBytes: number | undefined;
	readonly commitLimitBytes: number | undefined;
	readonly corruptedBytes: number | undefined;
	/** Memory used by zswap. Since Linux 5.19. */
	readonly zswapBytes: number | undefined;
	/** Huge pages of the default size. */
	readonly hugePagesTotalBytes: number | undefined;
	readonly hugePagesFreeBytes: number | undefined;
	/** Huge pages of all sizes. Since Linux 4.19. */
	readonly hugetlbBytes: number | undefined;
};

const kibibyte = 1024;

/** The lines that are used. Huge pages are counted and have no unit. */
const lines =
	/\n(MemTotal|MemFree|MemAvailable|Buffers|Cached|SReclaimable|Shmem|SwapTotal|SwapFree|Dirty|Writeback|Slab|AnonPages|Committed_AS|CommitLimit|HardwareCorrupted|Zswap|Hugepagesize|Hugetlb|HugePages_Total|HugePages_Free): *(\d+)( kB)?(?=\n)/g;

/** Parses `/proc/meminfo`. Throws when the total is missing or 0. The space before a long number may be missing. */
export function parseMeminfo(text: string): Meminfo {
	const bytesByName = new Map<string, number>();
	const pages = new Map<string, number>();
	for (const {1: name = '', 2: value, 3: unit} of `\n${text}`.matchAll(lines)) {
		if (unit === undefined) {
			pages.set(name, Number(value));
			continue;
		}

		const bytes = Number(value) * kibibyte;
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

	const hugePageBytes = bytesByName.get('Hugepagesize');
	const hugePages = (name: string): number | undefined => {
		const count = pages.get(name);
		return count === undefined || hugePageBytes === undefined ? undefined : count * hugePageBytes;
	};

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
		dirtyBytes: bytesByName.get('Dirty'),
		writebackBytes: bytesByName.get('Writeback'),
		slabBytes: bytesByName.get('Slab'),
		anonymousBytes: bytesByName.get('AnonPages'),
		committedBytes: bytesByName.get('Committed_AS'),
		commitLimitBytes: bytesByName.get('CommitLimit'),
		corruptedBytes: bytesByName.get('HardwareCorrupted'),
		zswapBytes: bytesByName.get('Zswap'),
		hugePagesTotalBytes: hugePages('HugePages_Total'),
		hugePagesFreeBytes: hugePages('HugePages_Free'),
		hugetlbBytes: bytesByName.get('Hugetlb'),
	};
}
