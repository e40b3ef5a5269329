import {parseCpuList} from './cpu-list.js';
import {readIfPresent} from './if-present.js';
import {parseCpuTimes} from './procfs/stat.js';

/**
Returns the numbers of the online processors, ascending: from the bytes of `/proc/stat`, otherwise from sysfs.
`undefined` when unknown.
*/
export function onlineCpus(root: string, stat: Uint8Array | undefined): readonly number[] | undefined {
	const online = stat === undefined ? [] : cpusOf(stat);
	if (online.length > 0) {
		return online;
	}

	const listed = parseCpuList(readIfPresent(`${root}/sys/devices/system/cpu/online`));
	return listed === undefined || listed.length === 0 ? undefined : listed;
}

function cpusOf(stat: Uint8Array): readonly number[] {
	try {
		return [...parseCpuTimes(stat).cores.keys()];
	} catch {
		return [];
	}
}
