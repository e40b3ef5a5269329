import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../reuse-unchanged.js';
import type {Memory, Swap} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {type Meminfo, parseMeminfo} from './procfs/meminfo.js';
import {zfsArc} from './zfs-arc.js';

/** Memory and swap from `/proc/meminfo`, with what the cache of ZFS would give back counted as available. */
export function memoryCollector(machine: Machine, cadenceMs: number): Collector<'memory'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/meminfo`);
	const arc = zfsArc(machine);
	let memory: Memory | undefined;

	return {
		name: 'memory',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const next = memoryOf(parseMeminfo(file.readText()), arc.reclaimableBytes());
			memory = reuseUnchanged(memory, {...next, swap: reuseUnchanged(memory?.swap, next.swap)});
			return memory;
		},
		[Symbol.dispose]() {
			file[Symbol.dispose]();
			arc[Symbol.dispose]();
		},
	};
}

function memoryOf(meminfo: Meminfo, reclaimableArcBytes: number): Memory {
	const {totalBytes, buffersBytes, cachedBytes, reclaimableSlabBytes} = meminfo;
	if (totalBytes === 0) {
		throw new Error('/proc/meminfo: MemTotal is 0');
	}

	const availableBytes = Math.min(totalBytes, reclaimableBytes(meminfo) + reclaimableArcBytes);
	const usedBytes = totalBytes - availableBytes;
	return {
		totalBytes,
		availableBytes,
		usedBytes,
		usedPercent: (100 * usedBytes) / totalBytes,
		cachedBytes:
			cachedBytes === undefined ? undefined : cachedBytes + (buffersBytes ?? 0) + (reclaimableSlabBytes ?? 0),
		swap: swapOf(meminfo),
	};
}

/**
What programs can have without swapping. Some containers say 0 for the kernel's own estimate or leave it out: then the
estimate of old, free memory and all caches that can be dropped. Others (LXC) let the host's figures shine through, which
exceed the container's total: then only what is free is sure.
*/
function reclaimableBytes(meminfo: Meminfo): number {
	const {totalBytes, freeBytes, availableBytes, buffersBytes, cachedBytes, reclaimableSlabBytes, sharedBytes} = meminfo;
	const isKnown = availableBytes !== undefined && availableBytes > 0;
	const bytes = isKnown
		? availableBytes
		: freeBytes + (buffersBytes ?? 0) + (cachedBytes ?? 0) + (reclaimableSlabBytes ?? 0) - (sharedBytes ?? 0);
	return bytes > totalBytes ? freeBytes : Math.max(0, bytes);
}

function swapOf({swapTotalBytes: totalBytes = 0, swapFreeBytes: freeBytes = 0}: Meminfo): Swap {
	const usedBytes = Math.max(0, totalBytes - freeBytes);
	return {totalBytes, usedBytes, usedPercent: totalBytes === 0 ? undefined : (100 * usedBytes) / totalBytes};
}
