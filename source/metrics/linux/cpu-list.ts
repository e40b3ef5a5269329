import {naturalNumber} from '../values/whole-number.js';

/** Kernels are built for at most 8192 processors. */
const maxCount = 65_536;

/**
Parses a list of processors in the format of the kernel: `0-3,8,10-11`. Returns `undefined` for anything else, and an
empty list for an empty text. Source: `cpu/online` of sysfs, `cpuset.cpus` (cpuset(7), "List format").
*/
export function parseCpuList(text: string | undefined): readonly number[] | undefined {
	if (text === undefined) {
		return undefined;
	}

	const cpus: number[] = [];
	for (const part of text.trim().split(',').filter(Boolean)) {
		const [first, last = first] = part.split('-').map(naturalNumber);
		if (first === undefined || last === undefined || last < first || last - first + cpus.length >= maxCount) {
			return undefined;
		}

		for (let cpu = first; cpu <= last; cpu++) {
			cpus.push(cpu);
		}
	}

	return cpus;
}
