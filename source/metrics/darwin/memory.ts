import {totalmem} from 'node:os';
import {errorMessage} from '../../support/system-error.js';
import type {Collector, Machine} from '../collector.js';
import {type Command, command} from '../command.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Memory, Swap} from '../snapshot.js';
import {noMemoryDetails} from '../values/unmeasured.js';
import {parseSwapusage} from './swapusage.js';
import {parseVmStat, type VmStat} from './vm-stat.js';

const timeoutMs = 5000;

/** The commands that report memory. */
export type MemoryCommands = {readonly vmStat: Command; readonly swapusage: Command};

const systemCommands = (): MemoryCommands => ({
	vmStat: command('/usr/bin/vm_stat', [], {timeoutMs}),
	swapusage: command('/usr/sbin/sysctl', ['-n', 'vm.swapusage'], {timeoutMs}),
});

/**
Returns a collector of the memory of macOS, computed as in Activity Monitor. `os.freemem()` is not used, because it
counts only free pages, which are few on a running machine.

It has not been tested on macOS; its parsers are tested with recorded output.
*/
export function memoryCollector(
	_machine: Machine,
	cadenceMs: number,
	{vmStat, swapusage}: MemoryCommands = systemCommands(),
	totalBytes = totalmem(),
): Collector<'memory'> {
	const log = createGapLog();
	let memory: Memory | undefined;

	const askSwap = async (signal: AbortSignal): Promise<Swap | undefined> => {
		try {
			return parseSwapusage(await swapusage.run(signal));
		} catch (error) {
			log.note('swap', errorMessage(error));
			return undefined;
		}
	};

	return {
		name: 'memory',
		cadenceMs,
		timeoutMs: timeoutMs * 2,
		async collect(signal) {
			log.clear();
			const [pages, swap] = await Promise.all([vmStat.run(signal), askSwap(signal)]);
			const next = memoryOf(parseVmStat(pages), totalBytes);
			memory = reuseUnchanged(memory, {...next, swap: swap && reuseUnchanged(memory?.swap, swap)});
			return memory;
		},
		gaps: log.gaps,
		[Symbol.dispose]() {
			vmStat[Symbol.dispose]();
			swapusage[Symbol.dispose]();
		},
	};
}

/** Returns the memory: used is application, wired and compressed memory; cached files count as available. */
function memoryOf(vmStat: VmStat, totalBytes: number): Omit<Memory, 'swap'> {
	const {wiredBytes, anonymousBytes, purgeableBytes, compressedBytes, fileBackedBytes} = vmStat;
	const heldBytes = Math.max(0, anonymousBytes - purgeableBytes) + wiredBytes + compressedBytes;
	const usedBytes = Math.min(totalBytes, heldBytes);
	return {
		totalBytes,
		availableBytes: totalBytes - usedBytes,
		usedBytes,
		usedPercent: (100 * usedBytes) / totalBytes,
		cachedBytes: fileBackedBytes + purgeableBytes,
		...noMemoryDetails,
		pageCacheBytes: fileBackedBytes,
		anonymousBytes,
	};
}
