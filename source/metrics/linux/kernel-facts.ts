import type {Machine} from '../collector.js';
import {bootTime} from './boot-time.js';
import {kernelFile, readIfPossible} from './kernel-file.js';
import {onlineCpus} from './online-cpus.js';
import {readPageSize} from './page-size.js';

/** The facts needed to interpret the counters of a process. */
export type KernelFacts = {
	/** Boot time in epoch milliseconds. Changes when the clock is set. `undefined` when unknown. */
	readonly bootTimeMs: number | undefined;
	readonly pageSizeBytes: number;
	/** Number of online cores. `undefined` when unknown. */
	readonly onlineCores: number | undefined;
	/** Whether memory is swapped out. `true` when unknown. */
	readonly isSwapUsed: boolean;
};

/** A reader of kernel facts. */
export type KernelFactsFile = {
	read(): KernelFacts;
	[Symbol.dispose](): void;
};

/** Returns a reader of `/proc/stat`, `/proc/swaps` and `/proc/self`. Unreadable facts are `undefined`. */
export function kernelFacts(machine: Machine): KernelFactsFile {
	const proc = `${machine.root}/proc`;
	const statFile = kernelFile(`${proc}/stat`);
	const swapsFile = kernelFile(`${proc}/swaps`, {hasLongRecords: true});
	const bootTimeOf = bootTime(machine);
	let pageBytes: number | undefined;

	return {
		read() {
			const stat = readIfPossible(statFile);
			pageBytes ??= readPageSize(machine.root);
			return {
				bootTimeMs: bootTimeOf(stat),
				pageSizeBytes: pageBytes,
				onlineCores: onlineCpus(machine.root, stat)?.length,
				isSwapUsed: isSwapUsed(readIfPossible(swapsFile)),
			};
		},
		[Symbol.dispose]() {
			statFile[Symbol.dispose]();
			swapsFile[Symbol.dispose]();
		},
	};
}

/** Returns whether a swap area is used: the fourth column of `/proc/swaps` below its heading (proc_swaps(5)). */
function isSwapUsed(swaps: Buffer | undefined): boolean {
	const [, ...areas] = swaps?.toString('latin1').trim().split('\n') ?? ['', ''];
	return areas.some(area => area.split(/\s+/)[3] !== '0');
}
