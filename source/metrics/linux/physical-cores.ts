import {readIfPresent} from './if-present.js';

/**
Returns the number of physical cores. Processors with the same list of sibling threads belong to one core, which is also
correct when only some cores have two threads. `undefined` when `/sys` has no topology.
*/
export function physicalCores(root: string, cpus: Iterable<number>): number | undefined {
	const cores = new Set<string>();
	for (const cpu of cpus) {
		const topology = `${root}/sys/devices/system/cpu/cpu${cpu}/topology`;
		// Linux 5.0 renamed thread_siblings_list to core_cpus_list.
		const siblings = readIfPresent(`${topology}/core_cpus_list`) ?? readIfPresent(`${topology}/thread_siblings_list`);
		if (siblings) {
			cores.add(siblings);
		}
	}

	return cores.size === 0 ? undefined : cores.size;
}
