import {isMissing} from '../../support/system-error.js';
import {type Collector, type Machine, UnavailableError} from '../collector.js';
import {reuseUnchangedItems} from '../schedule/reuse-unchanged.js';
import type {RaidArray} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {parseMdstat} from './procfs/mdstat.js';

/** Returns a collector of the software RAID arrays. Source: `/proc/mdstat`, which exists once the md driver is loaded. */
export function raidCollector(machine: Machine, cadenceMs: number): Collector<'raid'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/mdstat`, {hasLongRecords: true});
	let arrays: readonly RaidArray[] = [];

	return {
		name: 'raid',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			arrays = reuseUnchangedItems(arrays, parseMdstat(read()));
			return arrays;
		},
		[Symbol.dispose]: file[Symbol.dispose],
	};

	function read(): string {
		try {
			return file.readText();
		} catch (error) {
			if (isMissing(error)) {
				throw new UnavailableError('unsupported', `no ${file.path}`);
			}

			throw error;
		}
	}
}
