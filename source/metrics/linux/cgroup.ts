import {readFileSync} from 'node:fs';
import type {Collector, Machine} from '../collector.js';
import {UnavailableError} from '../collector.js';
import type {Limits, Pressure} from '../snapshot.js';
import {cgroupCpu} from './cgroup-cpu.js';
import {type MemoryGroup, tightest} from './cgroup-group.js';
import {findGroups, type Groups} from './cgroup-groups.js';
import {optionalFiles} from './optional-files.js';
import {readPressure} from './pressure.js';
import {parseMeminfo} from './procfs/meminfo.js';

type Found = {readonly groups: Groups; readonly machineBytes: number; readonly atMs: number};

/** A process is seldom moved to another group, and a controller seldom switched on. */
const findAgainAfterMs = 60_000;

/** What the control group this runs in may use, and uses; the use is told where there is no limit as well. */
export function limitsCollector(machine: Machine, cadenceMs: number): Collector<'limits'> & Disposable {
	const files = optionalFiles();
	const cpuUse = cgroupCpu(cadenceMs);
	let found: Found | undefined;
	let pressure: Pressure | undefined;

	const forget = (): void => {
		found = undefined;
		files[Symbol.dispose]();
	};

	const find = (nowMs: number): Found => {
		const groups = findGroups(machine, files);
		if (groups === undefined) {
			throw new UnavailableError('unsupported', 'no control group file system is mounted');
		}

		const meminfo = readFileSync(`${machine.root}/proc/meminfo`, 'latin1');
		return {groups, machineBytes: parseMeminfo(meminfo).totalBytes, atMs: nowMs};
	};

	const read = (nowMs: number): Limits => {
		found ??= find(nowMs);
		const {version, cpu, memory, pressureDirectory} = found.groups;
		pressure =
			pressureDirectory === undefined
				? undefined
				: readPressure(files, resource => `${pressureDirectory}/${resource}.pressure`, pressure);
		return {version, ...cpuUse(cpu, nowMs), ...memoryUse(memory, found.machineBytes), pressure};
	};

	return {
		name: 'limits',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const nowMs = machine.monotonicMs();
			if (found !== undefined && nowMs - found.atMs >= findAgainAfterMs) {
				forget();
			}

			try {
				return read(nowMs);
			} catch (error) {
				// A group that was removed under an open file answers ENODEV for good.
				forget();
				throw error;
			}
		},
		[Symbol.dispose]: forget,
	};
}

/** A limit that the machine cannot reach is none: version 1 writes "no limit" as a huge one. */
function memoryUse(
	groups: readonly MemoryGroup[],
	machineBytes: number,
): Pick<Limits, 'memoryLimitBytes' | 'memoryUsedBytes' | 'memoryUsedPercent'> {
	const {group, limit} = tightest(groups, machineBytes);
	const usedBytes = group?.usedBytes();
	return {
		memoryLimitBytes: limit,
		memoryUsedBytes: usedBytes,
		memoryUsedPercent: limit === undefined || usedBytes === undefined ? undefined : percent(usedBytes, limit),
	};
}

/** A limit of 0 is full from the start. */
function percent(used: number, limit: number): number {
	return limit === 0 ? 100 : (100 * used) / limit;
}
