import {known} from '../metrics/reading.js';
import type {Disk, Group, Process, Snapshot} from '../metrics/snapshot.js';
import {observeProcesses, type ProcessTrends} from './process-trends.js';
import {type Trend, withValue} from './trend.js';

/** What the diagnosis remembers from one snapshot to the next. Bounded. */
export type DiagnosisMemory = {
	/** The latest list of processes. */
	readonly list: readonly Process[] | undefined;
	readonly processes: ProcessTrends;
	/** Used bytes of the file systems, by mount point. */
	readonly mounts: ReadonlyMap<string, Trend>;
	/** The groups that have a limit, by path. */
	readonly groups: ReadonlyMap<string, GroupTrends>;
	/** When each finding began and was last found, in epoch milliseconds, by id and place. */
	readonly found: ReadonlyMap<string, Found>;
};

/** What happened to a group at its limits over the last minute. */
export type GroupTrends = {
	readonly throttledPercent: Trend;
	readonly memoryLimitHits: Trend;
	readonly pidsLimitHits: Trend;
};

export type Found = {readonly sinceMs: number; readonly lastMs: number};

export const emptyMemory: DiagnosisMemory = {
	list: undefined,
	processes: new Map(),
	mounts: new Map(),
	groups: new Map(),
	found: new Map(),
};

const mountSpacingMs = 1900;
/** Ten minutes at the default interval of disks, five seconds. */
const maxMountPoints = 120;
const maxMounts = 200;
const groupSpacingMs = 900;
const maxGroupPoints = 60;
const maxGroups = 300;

/** Returns the memory with the values of a snapshot. */
export function remember(memory: DiagnosisMemory, {readings, monotonicMs}: Snapshot): DiagnosisMemory {
	const list = known(readings.processes)?.list;
	const isNew = list !== memory.list;
	const disks = known(readings.disks);
	const groups = known(readings.groups)?.list;
	return {
		...memory,
		list,
		processes: list && isNew ? observeProcesses(memory.processes, list, monotonicMs) : memory.processes,
		mounts: disks ? observeMounts(memory.mounts, disks, monotonicMs) : memory.mounts,
		groups: groups ? observeGroups(memory.groups, groups, monotonicMs) : memory.groups,
	};
}

function observeMounts(
	before: ReadonlyMap<string, Trend>,
	disks: readonly Disk[],
	monotonicMs: number,
): ReadonlyMap<string, Trend> {
	const after = new Map<string, Trend>();
	for (const {path, space} of disks.slice(0, maxMounts)) {
		const used = known(space)?.usedBytes;
		const trend = before.get(path) ?? [];
		after.set(path, used === undefined ? trend : withValue(trend, monotonicMs, used, mountSpacingMs, maxMountPoints));
	}

	return after;
}

function observeGroups(
	before: ReadonlyMap<string, GroupTrends>,
	groups: readonly Group[],
	monotonicMs: number,
): ReadonlyMap<string, GroupTrends> {
	const next = (trend: Trend = [], value: number | undefined): Trend =>
		value === undefined ? trend : withValue(trend, monotonicMs, value, groupSpacingMs, maxGroupPoints);
	const limited = groups.filter(
		one => one.throttledPercent !== undefined || one.memoryLimitBytes !== undefined || one.pidsLimit !== undefined,
	);
	return new Map(
		limited.slice(0, maxGroups).map(({path, throttledPercent, memoryLimitHits, pidsLimitHits}) => {
			const past = before.get(path);
			return [
				path,
				{
					throttledPercent: next(past?.throttledPercent, throttledPercent),
					memoryLimitHits: next(past?.memoryLimitHits, memoryLimitHits),
					pidsLimitHits: next(past?.pidsLimitHits, pidsLimitHits),
				},
			];
		}),
	);
}
