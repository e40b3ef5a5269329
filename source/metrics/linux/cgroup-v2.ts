import type {CpuGroup, MemoryGroup} from './cgroup-group.js';
import type {OptionalFiles} from './optional-files.js';
import {flatKeyed, parseCpuMax, parseLimit, parseUse} from './procfs/cgroup.js';

/** Returns the processor time of a group. The root group has `cpu.stat` but no `cpu.max` and no memory files. */
export function cpuGroup(files: OptionalFiles, directory: string): CpuGroup {
	return {
		directory,
		limit() {
			const max = files.readText(`${directory}/cpu.max`);
			return max === undefined ? undefined : parseCpuMax(max);
		},
		counters() {
			const stat = files.readText(`${directory}/cpu.stat`) ?? '';
			const usedMicroseconds = flatKeyed(stat, 'usage_usec');
			return {
				usedSeconds: usedMicroseconds === undefined ? undefined : usedMicroseconds / 1e6,
				periods: flatKeyed(stat, 'nr_periods'),
				throttledPeriods: flatKeyed(stat, 'nr_throttled'),
			};
		},
	};
}

/** Returns the memory of a group. */
export function memoryGroup(files: OptionalFiles, directory: string): MemoryGroup {
	return {
		directory,
		limit() {
			const max = files.readText(`${directory}/memory.max`);
			return max === undefined ? undefined : parseLimit(max);
		},
		usedBytes() {
			const current = files.readText(`${directory}/memory.current`);
			const inactiveFileBytes = flatKeyed(files.readText(`${directory}/memory.stat`) ?? '', 'inactive_file') ?? 0;
			return current === undefined ? undefined : Math.max(0, parseUse(current) - inactiveFileBytes);
		},
	};
}
