import {readFileSync} from 'node:fs';
import type {Machine} from '../collector.js';
import {kernelFile} from './kernel-file.js';
import {pageSizeBytes} from './procfs/page-size.js';
import {parseBootTime, parseCpuTimes} from './procfs/stat.js';

/** What it takes to make sense of the counters of a process. */
export type KernelFacts = {
	/** Epoch milliseconds. */
	readonly bootTimeMs: number;
	readonly pageSizeBytes: number;
	readonly onlineCores: number;
};

export type KernelFactsFile = {
	read(): KernelFacts;
	[Symbol.dispose](): void;
};

/**
From `/proc/stat` and `/proc/self`. The boot time is read once and then stands: the kernel shifts it whenever the wall
clock is set, and with it the starts by which processes are known.
*/
export function kernelFacts(machine: Machine): KernelFactsFile {
	const proc = `${machine.root}/proc`;
	const stat = kernelFile(`${proc}/stat`);
	let fixed: Pick<KernelFacts, 'bootTimeMs' | 'pageSizeBytes'> | undefined;

	return {
		read() {
			const bytes = stat.readBytes();
			fixed ??= {
				bootTimeMs: parseBootTime(bytes.toString('latin1')) * 1000,
				pageSizeBytes: pageSizeBytes(
					readFileSync(`${proc}/self/status`, 'latin1'),
					readFileSync(`${proc}/self/statm`, 'latin1'),
				),
			};
			return {...fixed, onlineCores: parseCpuTimes(bytes).cores.size};
		},
		[Symbol.dispose]: () => stat[Symbol.dispose](),
	};
}
