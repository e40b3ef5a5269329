import {readFileSync} from 'node:fs';
import process from 'node:process';
import type {Machine} from '../collector.js';
import {bootTime} from './boot-time.js';
import {kernelFile, readIfPossible} from './kernel-file.js';
import {onlineCpus} from './online-cpus.js';
import {pageSizeBytes} from './procfs/page-size.js';

/** What it takes to make sense of the counters of a process. */
export type KernelFacts = {
	/** Epoch milliseconds. Follows a clock that is set. `undefined` where nothing tells. */
	readonly bootTimeMs: number | undefined;
	readonly pageSizeBytes: number;
	/** `undefined` where nothing tells. */
	readonly onlineCores: number | undefined;
};

export type KernelFactsFile = {
	read(): KernelFacts;
	[Symbol.dispose](): void;
};

/** Reads them from `/proc/stat` and `/proc/self`, and does without what may not be read. */
export function kernelFacts(machine: Machine): KernelFactsFile {
	const proc = `${machine.root}/proc`;
	const statFile = kernelFile(`${proc}/stat`);
	const bootTimeOf = bootTime(machine);
	let pageBytes: number | undefined;

	return {
		read() {
			const stat = readIfPossible(statFile);
			pageBytes ??= readPageSize(proc);
			return {
				bootTimeMs: bootTimeOf(stat),
				pageSizeBytes: pageBytes,
				onlineCores: onlineCpus(machine.root, stat)?.length,
			};
		},
		[Symbol.dispose]: () => statFile[Symbol.dispose](),
	};
}

/** Architectures whose kernels are built with several page sizes: there it is not guessed. */
const variablePages: ReadonlySet<string> = new Set(['arm64', 'ppc64', 'loong64', 'mips', 'mipsel']);

function readPageSize(proc: string): number {
	try {
		return pageSizeBytes(readFileSync(`${proc}/self/status`, 'latin1'), readFileSync(`${proc}/self/statm`, 'latin1'));
	} catch (error) {
		if (variablePages.has(process.arch)) {
			throw error;
		}

		return 4096;
	}
}
