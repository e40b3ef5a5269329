import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {KernelFiles} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {parseFileNr} from './procfs/file-nr.js';

/** The open files of the whole kernel, from `/proc/sys/fs/file-nr`. */
export function kernelFilesCollector(machine: Machine, cadenceMs: number): Collector<'kernel_files'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/sys/fs/file-nr`);
	let files: KernelFiles | undefined;

	return {
		name: 'kernel_files',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const {allocated, maximum} = parseFileNr(file.readText());
			// Root may open more than the maximum.
			const usedPercent = maximum ? (allocated / maximum) * 100 : undefined;
			files = reuseUnchanged(files, {allocated, maximum, usedPercent});
			return files;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}
