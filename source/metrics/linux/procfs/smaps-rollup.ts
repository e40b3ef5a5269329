import type {ProcessMemory} from '../../model/process-details.js';
import {naturalNumber} from '../../values/whole-number.js';

const kibibyte = 1024;

/** Parses `/proc/[pid]/smaps_rollup` (proc_pid_smaps(5)). */
export function parseSmapsRollup(text: string): ProcessMemory {
	const optional = (name: string): number | undefined => {
		const kibibytes = naturalNumber(new RegExp(`^${name}: +(\\d+) kB$`, 'm').exec(text)?.[1]);
		return kibibytes === undefined ? undefined : kibibytes * kibibyte;
	};
	const required = (name: string): number => {
		const bytes = optional(name);
		if (bytes === undefined) {
			throw new Error(`/proc/[pid]/smaps_rollup: no "${name}" line`);
		}

		return bytes;
	};

	return {
		residentSetBytes: required('Rss'),
		proportionalBytes: required('Pss'),
		privateBytes: required('Private_Clean') + required('Private_Dirty'),
		sharedBytes: required('Shared_Clean') + required('Shared_Dirty'),
		anonymousBytes: optional('Anonymous'),
		swapBytes: optional('Swap'),
	};
}
