import {freemem, totalmem} from 'node:os';
import type {Collector, Machine} from '../collector.js';
import {type Portable, portable} from '../portable/portable.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Memory, Swap} from '../snapshot.js';
import {noMemoryDetails} from '../values/unmeasured.js';

const swapIntervalMs = 30_000;

/**
Returns a collector of the memory of Windows, where `os.freemem()` is the available memory, including standby pages.
Reading the page file starts a PowerShell, so it is done rarely and in the background; swap is unknown until the first
result.

It has not been tested on Windows.
*/
export function memoryCollector(
	machine: Machine,
	cadenceMs: number,
	{swap: askSwap}: Pick<Portable, 'swap'> = portable(),
	readMemory: () => {readonly totalBytes: number; readonly freeBytes: number} = osMemory,
): Collector<'memory'> {
	let swap: Swap | undefined;
	let swapDueMs = Number.NEGATIVE_INFINITY;
	let memory: Memory | undefined;

	const refreshSwap = async (): Promise<void> => {
		swap = await askSwap().catch(() => undefined);
	};

	return {
		name: 'memory',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const nowMs = machine.monotonicMs();
			if (nowMs >= swapDueMs) {
				swapDueMs = nowMs + swapIntervalMs;
				void refreshSwap();
			}

			const {totalBytes, freeBytes} = readMemory();
			if (!(totalBytes > 0 && freeBytes <= totalBytes)) {
				throw new Error(`Windows reports ${freeBytes} bytes free of ${totalBytes}`);
			}

			const usedBytes = totalBytes - freeBytes;
			memory = reuseUnchanged(memory, {
				totalBytes,
				availableBytes: freeBytes,
				usedBytes,
				usedPercent: (100 * usedBytes) / totalBytes,
				cachedBytes: undefined,
				...noMemoryDetails,
				swap,
			});
			return memory;
		},
	};
}

function osMemory() {
	return {totalBytes: totalmem(), freeBytes: freemem()};
}
