import type {MemoryDetails} from '../snapshot.js';
import {naturalNumber} from '../values/whole-number.js';
import {listIfPresent, readIfPresent} from './if-present.js';
import type {Meminfo} from './procfs/meminfo.js';

type HugePages = Pick<MemoryDetails, 'hugePagesTotalBytes' | 'hugePagesFreeBytes'>;

/**
Returns the memory reserved for huge pages. `/proc/meminfo` counts those of the default size; when there are others, such
as pages of 1 GiB for a virtual machine, sysfs has their free pages.
*/
export function hugePages(root: string, meminfo: Meminfo): HugePages {
	const {hugePagesTotalBytes, hugePagesFreeBytes, hugetlbBytes = 0} = meminfo;
	if (hugetlbBytes <= (hugePagesTotalBytes ?? 0)) {
		return {hugePagesTotalBytes, hugePagesFreeBytes};
	}

	return {hugePagesTotalBytes: hugetlbBytes, hugePagesFreeBytes: freeOfAllSizes(`${root}/sys/kernel/mm/hugepages`)};
}

function freeOfAllSizes(directory: string): number | undefined {
	let bytes: number | undefined;
	for (const name of listIfPresent(directory)) {
		const kibibytes = naturalNumber(/^hugepages-(\d+)kB$/.exec(name)?.[1]);
		const pages = naturalNumber(readIfPresent(`${directory}/${name}/free_hugepages`));
		if (kibibytes === undefined || pages === undefined) {
			return undefined;
		}

		bytes = (bytes ?? 0) + kibibytes * 1024 * pages;
	}

	return bytes;
}
