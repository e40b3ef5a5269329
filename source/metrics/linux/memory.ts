import type {Collector, Machine} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Memory, Swap} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {type MemoryTotals, withDetails} from './memory-details.js';
import {type Meminfo, parseMeminfo} from './procfs/meminfo.js';
import {zfsArc} from './zfs-arc.js';
import {zram} from './zram.js';

/**
Returns a collector of memory and swap. Source: `/proc/meminfo`. The reclaimable part of the ZFS cache counts as
available.
*/
export function memoryCollector(machine: Machine, cadenceMs: number): Collector<'memory'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/meminfo`);
	const arc = zfsArc(machine);
	const compressed = zram(machine);
	const log = createGapLog();
	let memory: Memory | undefined;

	return {
		name: 'memory',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			log.clear();
			const meminfo = parseMeminfo(file.readText());
			const swap = log.read('swap', () => swapOf(meminfo));
			const totals: MemoryTotals = {
				...usageOf(meminfo, log.read('available', arc.reclaimableBytes) ?? 0),
				cachedBytes: log.read('cached', () => cachedOf(meminfo)),
				zramBytes: log.read('zram', compressed.usedBytes),
				swap: swap && reuseUnchanged(memory?.swap, swap),
			};
			memory = reuseUnchanged(memory, withDetails(totals, meminfo, machine.root));
			return memory;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			file[Symbol.dispose]();
			arc[Symbol.dispose]();
			compressed[Symbol.dispose]();
		},
	};
}

type Usage = Pick<Memory, 'totalBytes' | 'availableBytes' | 'usedBytes' | 'usedPercent'>;

function usageOf(meminfo: Meminfo, reclaimableArcBytes: number): Usage {
	const {totalBytes} = meminfo;
	const availableBytes = Math.min(totalBytes, reclaimableBytes(meminfo) + reclaimableArcBytes);
	const usedBytes = totalBytes - availableBytes;
	return {
		totalBytes,
		availableBytes,
		usedBytes,
		usedPercent: (100 * usedBytes) / totalBytes,
	};
}

/** Throws an error if the caches exceed the memory: a container that shows those of its host. */
function cachedOf({totalBytes, buffersBytes, cachedBytes, reclaimableSlabBytes}: Meminfo): number | undefined {
	if (cachedBytes === undefined) {
		return undefined;
	}

	const bytes = cachedBytes + (buffersBytes ?? 0) + (reclaimableSlabBytes ?? 0);
	if (bytes > totalBytes) {
		throw new Error(`/proc/meminfo: ${bytes} bytes cached of ${totalBytes}`);
	}

	return bytes;
}

/**
Returns the available memory: the estimate of the kernel, which is 0 when all free pages are below the watermarks. When
a container omits it, or reports 0 despite much free memory, it is free memory plus reclaimable caches. Other containers
(LXC) report values of the host that exceed the container's total: then only free memory is used.
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

/** Maximum share of memory that a kernel reserves: with more free memory, some of it is available. */
const largestReserveShare = 0.25;

function impossible(bytes: number, totalBytes: number): never {
	throw new Error(`/proc/meminfo: ${bytes} bytes available of ${totalBytes}`);
}

/** Returns the swap space. `undefined` in a sandbox that does not report swap. */
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
