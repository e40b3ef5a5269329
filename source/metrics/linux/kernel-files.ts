import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {KernelFiles} from '../snapshot.js';
import {optionalFiles} from './optional-files.js';
import {parseFileNr} from './procfs/file-nr.js';

/** Returns a collector of the system-wide file table. Source: `/proc/sys/fs/file-nr`. */
export function kernelFilesCollector(machine: Machine, cadenceMs: number): Collector<'kernel_files'> & Disposable {
	const files = optionalFiles();
	let known: KernelFiles | undefined;

	return {
		name: 'kernel_files',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const text = files.readText(`${machine.root}/proc/sys/fs/file-nr`);
			if (text === undefined) {
				throw new UnavailableError('unsupported', 'no /proc/sys/fs/file-nr');
			}

			const {allocated, maximum} = parseFileNr(text);
			// Root may exceed the maximum.
			const usedPercent = maximum ? (allocated / maximum) * 100 : undefined;
			known = reuseUnchanged(known, {allocated, maximum, usedPercent});
			return known;
		},
		[Symbol.dispose]: () => files[Symbol.dispose](),
	};
}
