import {parseCpuList} from './cpu-list.js';
import type {OptionalFiles} from './optional-files.js';

/** File names of the cpuset in version 2, in version 1 and in kernels before 3.17. */
const files = ['cpuset.cpus.effective', 'cpuset.effective_cpus', 'cpuset.cpus'] as const;

/** Returns the processors of the nearest group with a cpuset (cpuset(7)); `undefined` when no group has one. */
export function cpusetOf(directories: readonly string[], read: OptionalFiles): readonly number[] | undefined {
	for (const directory of directories) {
		for (const file of files) {
			const text = read.readText(`${directory}/${file}`);
			const cpus = parseCpuList(text);
			if (text !== undefined && cpus === undefined) {
				throw new Error(`${directory}/${file}: expected a list of processors, found "${text.trim().slice(0, 80)}"`);
			}

			if (cpus !== undefined && cpus.length > 0) {
				return cpus;
			}
		}
	}

	return undefined;
}
