import {readFileSync} from 'node:fs';
import process from 'node:process';
import type {Machine} from '../collector.js';
import {bootTime} from './boot-time.js';
import {kernelFile, readIfPossible} from './kernel-file.js';
import {onlineCpus} from './online-cpus.js';
import {pageSizeBytes} from './procfs/page-size.js';

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

/** Architectures with several page sizes, for which no default is assumed. */
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
