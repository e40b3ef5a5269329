import type {MemoryDetails} from '../snapshot.js';
import {hugePages} from './huge-pages.js';
import type {Meminfo} from './procfs/meminfo.js';

/** Returns what the memory contains, except zram. A part that exceeds the memory is unknown: a container shows its host. */
export function memoryDetails(root: string, meminfo: Meminfo): Omit<MemoryDetails, 'zramBytes'> {
	const {totalBytes, cachedBytes, sharedBytes} = meminfo;
	const part = (bytes: number | undefined): number | undefined =>
		bytes !== undefined && bytes <= totalBytes ? bytes : undefined;
	const {hugePagesTotalBytes, hugePagesFreeBytes} = hugePages(root, meminfo);
	return {
		freeBytes: part(meminfo.freeBytes),
		buffersBytes: part(meminfo.buffersBytes),
		pageCacheBytes: part(cachedBytes === undefined ? undefined : Math.max(0, cachedBytes - (sharedBytes ?? 0))),
		dirtyBytes: part(meminfo.dirtyBytes),
		writebackBytes: part(meminfo.writebackBytes),
		slabBytes: part(meminfo.slabBytes),
		slabReclaimableBytes: part(meminfo.reclaimableSlabBytes),
		sharedBytes: part(sharedBytes),
		anonymousBytes: part(meminfo.anonymousBytes),
		hugePagesTotalBytes: part(hugePagesTotalBytes),
		hugePagesFreeBytes: part(hugePagesFreeBytes),
		// What is promised may exceed the memory.
		committedBytes: meminfo.committedBytes,
		commitLimitBytes: meminfo.commitLimitBytes,
		corruptedBytes: part(meminfo.corruptedBytes),
		zswapBytes: part(meminfo.zswapBytes),
	};
}
