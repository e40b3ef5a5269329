import type {DiskCounters} from './procfs/diskstats.js';

/** `nvme0c1n2`: the path over controller 1 to the disk `nvme0n2` (native multipath). */
const pathName = /^(nvme\d+)c\d+(n\d+)$/;

/**
Counts NVMe disks with several paths once. The kernel lists each path beside the disk; some kernels count in the paths
alone, others in both. The disk then has the sum of its paths, and the paths are left out. So are partitions of a disk that
counts in its paths: what is theirs is not known.
*/
export function withoutNvmePaths(counters: readonly DiskCounters[]): readonly DiskCounters[] {
	const pathsByDisk = new Map<string, DiskCounters[]>();
	for (const device of counters) {
		const [, subsystem, namespace] = pathName.exec(device.name) ?? [];
		if (subsystem !== undefined && namespace !== undefined) {
			const disk = `${subsystem}${namespace}`;
			pathsByDisk.set(disk, [...(pathsByDisk.get(disk) ?? []), device]);
		}
	}

	if (pathsByDisk.size === 0) {
		return counters;
	}

	const isIdle = ({reads, writes}: DiskCounters): boolean => reads + writes === 0;
	const uncounted = new Set(
		counters.filter(device => pathsByDisk.has(device.name) && isIdle(device)).map(({name}) => name),
	);
	return counters.flatMap(device => {
		const paths = uncounted.has(device.name) ? pathsByDisk.get(device.name) : undefined;
		if (paths) {
			return {...sum(paths), name: device.name, deviceNumber: device.deviceNumber};
		}

		const isUncountedPartition = isIdle(device) && uncounted.has(device.name.replace(/p\d+$/, ''));
		return pathName.test(device.name) || isUncountedPartition ? [] : device;
	});
}

/** A disk is busy while any of its paths is: at least as long as the busiest. */
function sum(paths: readonly DiskCounters[]): Omit<DiskCounters, 'name' | 'deviceNumber'> {
	const total = (field: 'reads' | 'writes' | 'readBytes' | 'writtenBytes'): number =>
		paths.reduce((whole, path) => whole + path[field], 0);
	return {
		reads: total('reads'),
		writes: total('writes'),
		readBytes: total('readBytes'),
		writtenBytes: total('writtenBytes'),
		busyMs: Math.max(...paths.map(({busyMs}) => busyMs ?? 0)),
	};
}
