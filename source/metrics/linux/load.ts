import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {Load} from '../snapshot.js';
import {kernelFile} from './kernel-file.js';
import {parseLoadavg} from './procfs/loadavg.js';

/** Returns a collector of the load averages. Source: `/proc/loadavg`. */
export function loadCollector(machine: Machine, cadenceMs: number): Collector<'load'> & Disposable {
	const file = kernelFile(`${machine.root}/proc/loadavg`);
	let load: Load | undefined;

	return {
		name: 'load',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			load = reuseUnchanged(load, parseLoadavg(file.readText()));
			return load;
		},
		[Symbol.dispose]: () => file[Symbol.dispose](),
	};
}
