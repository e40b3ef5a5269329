import {Buffer} from 'node:buffer';
import {closeSync, openSync, readSync} from 'node:fs';
import {readIfPresent} from '../linux/if-present.js';
import type {Gpu} from '../snapshot.js';
import {plausibleBytes} from '../values/plausible.js';
import {readNumber} from './sysfs.js';

type Memory = Pick<Gpu, 'memoryTotalBytes' | 'memoryUsedBytes' | 'memoryFreeBytes'>;

/**
Returns the memory of an AMD GPU. For a discrete GPU it is the VRAM. An integrated GPU has a reserved part of the system
memory (VRAM), which is always nearly full, and uses further system memory on demand (GTT): its memory is the sum of
both.
*/
export function amdMemory(device: string): Memory {
	const vram = area(device, 'vram');
	const gtt = isIntegrated(device, vram.total) ? area(device, 'gtt') : undefined;
	const total = gtt ? sum(vram.total, gtt.total) : vram.total;
	const used = gtt ? sum(vram.used, gtt.used) : vram.used;
	return {
		memoryTotalBytes: total,
		memoryUsedBytes: used,
		memoryFreeBytes: total === undefined || used === undefined ? undefined : Math.max(0, total - used),
	};
}

function area(device: string, name: 'vram' | 'gtt') {
	return {
		total: plausibleBytes(readNumber(`${device}/mem_info_${name}_total`)),
		used: plausibleBytes(readNumber(`${device}/mem_info_${name}_used`)),
	};
}

function sum(left: number | undefined, right: number | undefined): number | undefined {
	return left === undefined || right === undefined ? undefined : left + right;
}

/**
Returns whether a GPU is integrated. The driver writes format 2 or 3 of `gpu_metrics` for integrated GPUs and 1 for
others. Without this file, a GPU is integrated when its GTT is larger than its VRAM and the driver reports neither a
memory load nor a memory vendor.
*/
function isIntegrated(device: string, vramBytes: number | undefined): boolean {
	const format = metricsFormat(`${device}/gpu_metrics`);
	if (format !== undefined) {
		return format >= 2;
	}

	const gttBytes = readNumber(`${device}/mem_info_gtt_total`);
	return (
		gttBytes !== undefined &&
		vramBytes !== undefined &&
		gttBytes > vramBytes &&
		readIfPresent(`${device}/mem_busy_percent`) === undefined &&
		readIfPresent(`${device}/mem_info_vram_vendor`) === undefined
	);
}

/**
Returns the format revision of `struct metrics_table_header`: two bytes of size, then the revisions of format and
content.
*/
function metricsFormat(path: string): number | undefined {
	const header = Buffer.alloc(4);
	try {
		const fd = openSync(path, 'r');
		try {
			return readSync(fd, header, 0, header.length, 0) === header.length ? header[2] : undefined;
		} finally {
			closeSync(fd);
		}
	} catch {
		return undefined;
	}
}
