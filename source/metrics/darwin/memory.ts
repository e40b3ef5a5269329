import {totalmem} from 'node:os';
import type {Collector, Machine} from '../collector.js';
import {type Command, command} from '../command.js';
import {reuseUnchanged} from '../reuse-unchanged.js';
import type {Memory, Swap} from '../snapshot.js';
import {parseSwapusage} from './swapusage.js';
import {parseVmStat, type VmStat} from './vm-stat.js';

const timeoutMs = 5000;

export type MemoryCommands = {readonly vmStat: Command; readonly swapusage: Command};

const systemCommands = (): MemoryCommands => ({
	vmStat: command('/usr/bin/vm_stat', [], {timeoutMs}),
	swapusage: command('/usr/sbin/sysctl', ['-n', 'vm.swapusage'], {timeoutMs}),
});

/**
Memory of macOS as Activity Monitor counts it. `os.freemem()` would not do: it is the free pages alone, next to nothing
on a machine that works.

Not tried on macOS: its parsers are tested on recorded text.
*/
export function memoryCollector(
	_machine: Machine,
	cadenceMs: number,
	{vmStat, swapusage}: MemoryCommands = systemCommands(),
	totalBytes = totalmem(),
): Collector<'memory'> {
	let memory: Memory | undefined;

	return {
		name: 'memory',
		cadenceMs,
		timeoutMs: timeoutMs * 2,
		async collect(signal) {
			const [pages, swap] = await Promise.all([vmStat.run(signal), swapusage.run(signal)]);
			const next = memoryOf(parseVmStat(pages), parseSwapusage(swap), totalBytes);
			memory = reuseUnchanged(memory, {...next, swap: reuseUnchanged(memory?.swap, next.swap)});
			return memory;
		},
		[Symbol.dispose]() {
			vmStat[Symbol.dispose]();
			swapusage[Symbol.dispose]();
		},
	};
}

/** "Memory used" is what programs hold plus wired plus compressed; "cached files" can be had back at any time. */
function memoryOf(vmStat: VmStat, swap: Swap, totalBytes: number): Memory {
	const {wiredBytes, anonymousBytes, purgeableBytes, compressedBytes, fileBackedBytes} = vmStat;
	const heldBytes = Math.max(0, anonymousBytes - purgeableBytes) + wiredBytes + compressedBytes;
	const usedBytes = Math.min(totalBytes, heldBytes);
	return {
		totalBytes,
		availableBytes: totalBytes - usedBytes,
		usedBytes,
		usedPercent: (100 * usedBytes) / totalBytes,
		cachedBytes: fileBackedBytes + purgeableBytes,
		swap,
	};
}
