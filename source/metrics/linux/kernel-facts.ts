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
};

/** A reader of kernel facts. */
export type KernelFactsFile = {
	read(): KernelFacts;
	[Symbol.dispose](): void;
};

/** Returns a reader of `/proc/stat` and `/proc/self`. Unreadable facts are `undefined`. */
export function kernelFacts(machine: Machine): KernelFactsFile {
	const proc = `${machine.root}/proc`;
	const statFile = kernelFile(`${proc}/stat`);
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
			};
		},
		[Symbol.dispose]: () => statFile[Symbol.dispose](),
	};
}
