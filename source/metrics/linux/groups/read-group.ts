import type {Pressure} from '../../snapshot.js';
import {naturalNumber, wholeNumber} from '../../values/whole-number.js';
import {
	type DeviceBytes,
	flatKeyed,
	parseBlkioBytes,
	parseCpuMax,
	parseIoStat,
	parseLimit,
	parseUse,
} from '../procfs/cgroup.js';
import {parsePressure} from '../procfs/pressure.js';
import type {GroupFiles, KnownFiles} from './group-files.js';
import type {Hierarchies} from './hierarchies.js';
import type {GroupNode} from './tree.js';

/** Values of a control group besides its CPU time. Counters are those since the group was created. */
export type GroupDetails = {
	readonly cpuLimitCores: number | undefined;
	/** Scheduler periods in which the group was runnable, and those in which it was throttled. */
	readonly periods: number | undefined;
	readonly throttledPeriods: number | undefined;
	readonly memoryBytes: number | undefined;
	readonly memoryLimitBytes: number | undefined;
	readonly memoryLimitHits: number | undefined;
	readonly swapBytes: number | undefined;
	readonly oomKills: number | undefined;
	readonly io: readonly DeviceBytes[] | undefined;
	readonly pids: number | undefined;
	readonly pidsLimit: number | undefined;
	readonly pidsLimitHits: number | undefined;
	readonly pressure: Pressure | undefined;
	readonly isFrozen: boolean;
};

/** The functions that read a control group. */
export type ReadGroup = {
	/** Returns the CPU time since the group was created, in seconds. */
	cpuSeconds(node: GroupNode & KnownFiles): number | undefined;
	details(node: GroupNode & KnownFiles): GroupDetails;
};

/** Returns the functions for the version of the hierarchies. */
export function readGroup({isVersion1, indexOf}: Hierarchies, files: GroupFiles): ReadGroup {
	const {parse} = files;
	const {cpu, cpuacct, memory, io, pids, unified} = indexOf;

	const unifiedCpuSeconds = (text: string | undefined): number | undefined => {
		const microseconds = text === undefined ? undefined : flatKeyed(text, 'usage_usec');
		return microseconds === undefined ? undefined : microseconds / 1e6;
	};

	return {
		cpuSeconds(node) {
			const nanoseconds = isVersion1 ? parse(files.read(node, cpuacct, 'cpuacct.usage'), parseUse) : undefined;
			return nanoseconds === undefined ? unifiedCpuSeconds(files.read(node, unified, 'cpu.stat')) : nanoseconds / 1e9;
		},
		details(node) {
			const text = (hierarchy: number | undefined, file: string): string | undefined =>
				files.read(node, hierarchy, file);
			const counted = (content: string | undefined, key: string): number | undefined =>
				content === undefined ? undefined : flatKeyed(content, key);
			const stall = (resource: 'cpu' | 'memory' | 'io') => parse(text(unified, `${resource}.pressure`), parsePressure);

			const pressure = {cpu: stall('cpu'), memory: stall('memory'), io: stall('io'), irq: undefined};
			const cpuStat = text(cpu, 'cpu.stat');
			const memoryStat = text(memory, 'memory.stat');
			const pidsNow = parse(text(pids, 'pids.current'), parseUse);
			const common = {
				periods: counted(cpuStat, 'nr_periods'),
				throttledPeriods: counted(cpuStat, 'nr_throttled'),
				pids: pidsNow,
				pidsLimit: parse(text(pids, 'pids.max'), parseLimit),
				pidsLimitHits: counted(text(pids, 'pids.events'), 'max'),
				pressure: pressure.cpu || pressure.memory || pressure.io ? pressure : undefined,
				isFrozen: counted(text(unified, 'cgroup.events'), 'frozen') === 1,
			};
			if (isVersion1) {
				return {
					...common,
					cpuLimitCores: coresOf(text(cpu, 'cpu.cfs_quota_us'), text(cpu, 'cpu.cfs_period_us')),
					memoryBytes: workingSet(
						parse(text(memory, 'memory.usage_in_bytes'), parseUse),
						counted(memoryStat, 'total_inactive_file'),
					),
					memoryLimitBytes: parse(text(memory, 'memory.limit_in_bytes'), parseLimit),
					memoryLimitHits: naturalNumber(text(memory, 'memory.failcnt')),
					swapBytes: counted(memoryStat, 'total_swap'),
					oomKills: counted(text(memory, 'memory.oom_control'), 'oom_kill'),
					io: parse(
						text(io, 'blkio.throttle.io_service_bytes_recursive') ?? text(io, 'blkio.throttle.io_service_bytes'),
						parseBlkioBytes,
					),
				};
			}

			const events = text(memory, 'memory.events');
			return {
				...common,
				cpuLimitCores: parse(text(cpu, 'cpu.max'), parseCpuMax),
				memoryBytes: workingSet(parse(text(memory, 'memory.current'), parseUse), counted(memoryStat, 'inactive_file')),
				memoryLimitBytes: parse(text(memory, 'memory.max'), parseLimit),
				memoryLimitHits: counted(events, 'max'),
				swapBytes: parse(text(memory, 'memory.swap.current'), parseUse),
				oomKills: counted(events, 'oom_kill'),
				io: parse(text(io, 'io.stat'), parseIoStat),
			};
		},
	};
}

/** Returns the quota of version 1 in cores. -1 means no limit. */
function coresOf(quotaText: string | undefined, periodText: string | undefined): number | undefined {
	const quota = wholeNumber(quotaText);
	const period = wholeNumber(periodText);
	return quota === undefined || period === undefined || quota <= 0 || period <= 0 ? undefined : quota / period;
}

function workingSet(usedBytes: number | undefined, inactiveFileBytes = 0): number | undefined {
	return usedBytes === undefined ? undefined : Math.max(0, usedBytes - inactiveFileBytes);
}
