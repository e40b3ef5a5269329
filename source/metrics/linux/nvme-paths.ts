import type {DiskCounters} from './procfs/diskstats.js';

/** Names of paths: `nvme0c1n2` is the path of controller 1 to the disk `nvme0n2` (native multipath). */
const pathName = /^(nvme\d+)c\d+(n\d+)$/;

/**
Returns the counters with NVMe multipath disks counted once. The kernel lists each path beside the disk; some kernels
count only in the paths, others in both. The disk gets the sum of its paths, and the paths are removed. Partitions of a
disk that counts only in its paths are removed too, because their I/O is unknown.
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

type Counts = Omit<DiskCounters, 'name' | 'deviceNumber'>;

/** Adds the counters of paths. The busy time is that of the busiest path, a lower bound. */
function sum(paths: readonly DiskCounters[]): Counts {
	const total = (field: 'reads' | 'writes' | 'readBytes' | 'writtenBytes'): number =>
		paths.reduce((whole, path) => whole + path[field], 0);
	const known = (field: keyof Counts): number | undefined =>
		paths.reduce<number | undefined>((whole, {[field]: part}) => {
			return whole === undefined || part === undefined ? undefined : whole + part;
		}, 0);
	return {
		reads: total('reads'),
		readsMerged: known('readsMerged'),
		readBytes: total('readBytes'),
		readMs: known('readMs'),
		writes: total('writes'),
		writesMerged: known('writesMerged'),
		writtenBytes: total('writtenBytes'),
		writeMs: known('writeMs'),
		inFlight: known('inFlight'),
		busyMs: Math.max(...paths.map(({busyMs}) => busyMs ?? 0)),
		weightedMs: known('weightedMs'),
		discards: known('discards'),
		discardsMerged: known('discardsMerged'),
		discardedBytes: known('discardedBytes'),
		discardMs: known('discardMs'),
		flushes: known('flushes'),
		flushMs: known('flushMs'),
	};
}
