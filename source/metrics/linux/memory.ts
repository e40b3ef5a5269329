import type {Collector, Machine} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Memory, Swap} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {type Meminfo, parseMeminfo} from './procfs/meminfo.js';
import {zfsArc} from './zfs-arc.js';

/** Memory and swap from `/proc/meminfo`, with what the cache of ZFS would give back counted as available. */
export function memoryCollector(machine: Machine, cadenceMs: number): Collector<'memory'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/meminfo`);
	const arc = zfsArc(machine);
	const log = createGapLog();
	let memory: Memory | undefined;

	return {
		name: 'memory',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const meminfo = parseMeminfo(file.readText());
			const next = memoryOf(meminfo, log.read('available', arc.reclaimableBytes) ?? 0);
			const swap = log.read('swap', () => swapOf(meminfo));
			memory = reuseUnchanged(memory, {...next, swap: swap && reuseUnchanged(memory?.swap, swap)});
			return memory;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			file[Symbol.dispose]();
			arc[Symbol.dispose]();
		},
	};
}

function memoryOf(meminfo: Meminfo, reclaimableArcBytes: number): Omit<Memory, 'swap'> {
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
	};
}

/**
What programs can have without swapping: the kernel's own estimate. It is 0 on a machine whose free pages are all below the
watermarks. Containers that leave it out, or write 0 beside plenty of free memory, get the estimate of old: free memory and
all caches that can be dropped. Others (LXC) let the host's figures shine through, which exceed the container's total: then
only what is free is sure.
*/
function reclaimableBytes(meminfo: Meminfo): number {
	const {totalBytes, freeBytes, availableBytes, buffersBytes, cachedBytes, reclaimableSlabBytes, sharedBytes} = meminfo;
	const isKnown =
		availableBytes !== undefined && (availableBytes > 0 || (freeBytes ?? 0) < totalBytes * largestReserveShare);
	if (!isKnown && freeBytes === undefined) {
		throw new Error('/proc/meminfo: neither a "MemAvailable" nor a "MemFree" line in kB');
	}

	const bytes = isKnown
		? availableBytes
		: (freeBytes ?? 0) + (buffersBytes ?? 0) + (cachedBytes ?? 0) + (reclaimableSlabBytes ?? 0) - (sharedBytes ?? 0);
	return bytes <= totalBytes ? Math.max(0, bytes) : (freeBytes ?? impossible(bytes, totalBytes));
}

/** No kernel keeps back this share of the memory: where so much is free, some of it is available. */
const largestReserveShare = 0.25;

function impossible(bytes: number, totalBytes: number): never {
	throw new Error(`/proc/meminfo: ${bytes} bytes available of ${totalBytes}`);
}

/** `undefined` in a sandbox that does not mention swap. */
function swapOf({swapTotalBytes: totalBytes, swapFreeBytes: freeBytes}: Meminfo): Swap | undefined {
	if (totalBytes === undefined && freeBytes === undefined) {
		return undefined;
	}

	if (totalBytes === undefined || (freeBytes === undefined && totalBytes > 0)) {
		const missing = totalBytes === undefined ? 'SwapTotal' : 'SwapFree';
		throw new Error(`/proc/meminfo: no "${missing}" line with a size in kB`);
	}

	const usedBytes = Math.max(0, totalBytes - (freeBytes ?? 0));
	return {totalBytes, usedBytes, usedPercent: totalBytes === 0 ? undefined : (100 * usedBytes) / totalBytes};
}
