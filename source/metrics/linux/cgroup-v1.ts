import {wholeNumber} from '../values/whole-number.js';
import type {CpuGroup, MemoryGroup} from './cgroup-group.js';
import type {OptionalFiles} from './optional-files.js';
import {flatKeyed, parseLimit, parseUse} from './procfs/cgroup.js';

/** A file that each group of a controller has, including the root. It identifies the mounts. */
export const markerFiles = {
	cpu: 'cpu.shares',
	cpuacct: 'cpuacct.usage',
	cpuset: 'cpuset.cpus',
	memory: 'memory.usage_in_bytes',
} as const;

/**
Returns the processor time of a group. Quota and usage belong to two controllers, which may be mounted separately.
*/
export function cpuGroup(files: OptionalFiles, directory: string, accountDirectory: string | undefined): CpuGroup {
	const number = (path: string): number | undefined => {
		const text = files.readText(path);
		const value = wholeNumber(text);
		if (text !== undefined && value === undefined) {
			throw new Error(`${path}: expected a number, found "${text.trim().slice(0, 80)}"`);
		}

		return value;
	};

	return {
		directory,
		limit() {
			const quota = number(`${directory}/cpu.cfs_quota_us`);
			const period = number(`${directory}/cpu.cfs_period_us`);
			// -1 means no limit.
			return quota === undefined || period === undefined || quota <= 0 || period <= 0 ? undefined : quota / period;
		},
		counters() {
			const stat = files.readText(`${directory}/cpu.stat`) ?? '';
			const usedNanoseconds = accountDirectory === undefined ? undefined : number(`${accountDirectory}/cpuacct.usage`);
			return {
				usedSeconds: usedNanoseconds === undefined ? undefined : usedNanoseconds / 1e9,
				periods: flatKeyed(stat, 'nr_periods'),
				throttledPeriods: flatKeyed(stat, 'nr_throttled'),
			};
		},
	};
}

/**
Returns the memory of a group. The kernel writes 9223372036854771712 for no limit; limits above the system memory are
ignored.
*/
export function memoryGroup(files: OptionalFiles, directory: string): MemoryGroup {
	return {
		directory,
		limit() {
			const limit = files.readText(`${directory}/memory.limit_in_bytes`);
			return limit === undefined ? undefined : parseLimit(limit);
		},
		usedBytes() {
			const used = files.readText(`${directory}/memory.usage_in_bytes`);
			const stat = files.readText(`${directory}/memory.stat`) ?? '';
			const inactiveFileBytes = flatKeyed(stat, 'total_inactive_file') ?? 0;
			return used === undefined ? undefined : Math.max(0, parseUse(used) - inactiveFileBytes);
		},
	};
}
