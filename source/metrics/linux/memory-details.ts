import type {Memory, MemoryDetails} from '../snapshot.js';
import {hugePages} from './huge-pages.js';
import type {Meminfo} from './procfs/meminfo.js';

/** The memory without what `/proc/meminfo` reports about its parts. */
export type MemoryTotals = Omit<Memory, Exclude<keyof MemoryDetails, 'zramBytes'>>;

/**
Adds what the memory contains. A part that exceeds the memory is unknown: a container shows that of its host.

All fields are in one literal, because spreading an object of that size takes longer than reading the file.
*/
export function withDetails(totals: MemoryTotals, meminfo: Meminfo, root: string): Memory {
	const {totalBytes, availableBytes, usedBytes, usedPercent, cachedBytes, zramBytes, swap} = totals;
	const {cachedBytes: cacheBytes, sharedBytes} = meminfo;
	const part = (bytes: number | undefined): number | undefined =>
		bytes !== undefined && bytes <= totalBytes ? bytes : undefined;
	const {hugePagesTotalBytes, hugePagesFreeBytes} = hugePages(root, meminfo);
	return {
		totalBytes,
		availableBytes,
		usedBytes,
		usedPercent,
		cachedBytes,
		freeBytes: part(meminfo.freeBytes),
		buffersBytes: part(meminfo.buffersBytes),
		pageCacheBytes: part(cacheBytes === undefined ? undefined : Math.max(0, cacheBytes - (sharedBytes ?? 0))),
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
		zramBytes,
		swap,
	};
}
