import {readFileSync} from 'node:fs';
import {errorCode} from '../../support/system-error.js';
import type {Collector, Machine} from '../collector.js';
import {UnavailableError} from '../collector.js';
import {createGapLog, type GapLog} from '../gaps.js';
import type {Limits, Pressure} from '../snapshot.js';
import {cgroupCpu} from './cgroup-cpu.js';
import {cpusetOf} from './cgroup-cpuset.js';
import {type MemoryGroup, tightest} from './cgroup-group.js';
import {findGroups, type Groups} from './cgroup-groups.js';
import {kernelFile, readIfPossible} from './kernel-file.js';
import {onlineCpus} from './online-cpus.js';
import {type OptionalFiles, optionalFiles} from './optional-files.js';
import {readPressure} from './pressure.js';
import {parseMeminfo} from './procfs/meminfo.js';

type Found = {
	readonly groups: Groups;
	/** System memory: limits above it are ignored. */
	readonly machineBytes: number;
	readonly online: readonly number[] | undefined;
	readonly atMs: number;
};

/** Time between searches for the groups: processes are rarely moved, and controllers rarely enabled. */
const findAgainAfterMs = 60_000;

/**
Returns a collector of the limits and the usage of the control group of this process. The usage is reported without a
limit too. An unreadable file affects only its own value.
*/
export function limitsCollector(machine: Machine, cadenceMs: number): Collector<'limits'> & Disposable {
	const log = createGapLog();
	let isRemoved = false;
	const files = noticing(optionalFiles(), () => {
		isRemoved = true;
	});
	const cpuUse = cgroupCpu(cadenceMs, log);
	let found: Found | undefined;
	let pressure: Pressure | undefined;

	const forget = (): void => {
		found = undefined;
		isRemoved = false;
		files[Symbol.dispose]();
	};

	const find = (nowMs: number): Found => {
		const groups = findGroups(machine, files);
		if (groups === undefined) {
			throw new UnavailableError('unsupported', 'no control group file system is mounted');
		}

		return {
			groups,
			machineBytes: log.read('memory_limit', () => memoryOf(machine)) ?? Number.POSITIVE_INFINITY,
			online: onlineOf(machine),
			atMs: nowMs,
		};
	};

	const read = (nowMs: number): Limits => {
		found ??= find(nowMs);
		const {groups, online, machineBytes} = found;
		const {version, cpu, memory, cpusetDirectories, pressureDirectory} = groups;
		const cpuset = log.read('cpu_limit', () => cpusetOf(cpusetDirectories, files));
		pressure =
			pressureDirectory === undefined
				? undefined
				: readPressure(files, resource => `${pressureDirectory}/${resource}.pressure`, pressure, log, 'pressure.');
		return {version, ...cpuUse(cpu, {online, cpuset}, nowMs), ...memoryUse(memory, machineBytes, log), pressure};
	};

	return {
		name: 'limits',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			const nowMs = machine.monotonicMs();
			if (isRemoved || (found !== undefined && nowMs - found.atMs >= findAgainAfterMs)) {
				forget();
			}

			log.clear();
			return read(nowMs);
		},
		gaps: log.gaps,
		[Symbol.dispose]: forget,
	};
}

/** Calls `onRemoved` when a group was removed: its open files return `ENODEV` and the groups must be searched again. */
function noticing(files: OptionalFiles, onRemoved: () => void): OptionalFiles {
	const watched =
		<Content>(read: (path: string) => Content) =>
		(path: string): Content => {
			try {
				return read(path);
			} catch (error) {
				if (errorCode(error) === 'ENODEV') {
					onRemoved();
				}

				throw error;
			}
		};

	return {
		readText: watched(files.readText),
		readBytes: watched(files.readBytes),
		[Symbol.dispose]: files[Symbol.dispose],
	};
}

function memoryOf({root}: Machine): number {
	return parseMeminfo(readFileSync(`${root}/proc/meminfo`, 'latin1')).totalBytes;
}

function onlineOf({root}: Machine): readonly number[] | undefined {
	using stat = kernelFile(`${root}/proc/stat`);
	return onlineCpus(root, readIfPossible(stat));
}

/**
Returns the memory usage. A limit that the machine cannot reach is ignored: version 1 writes a huge number for no limit.
*/
function memoryUse(
	groups: readonly MemoryGroup[],
	machineBytes: number,
	log: GapLog,
): Pick<Limits, 'memoryLimitBytes' | 'memoryUsedBytes' | 'memoryUsedPercent'> {
	const {group, limit} = tightest(
		groups,
		bytes => bytes < machineBytes,
		read => log.read('memory_limit', read),
	);
	const usedBytes = log.read('memory_used', () => group?.usedBytes());
	return {
		memoryLimitBytes: limit,
		memoryUsedBytes: usedBytes,
		memoryUsedPercent: limit === undefined || usedBytes === undefined ? undefined : percent(usedBytes, limit),
	};
}

/** Returns the used share of a limit; 100 for a limit of 0. */
function percent(used: number, limit: number): number {
	return limit === 0 ? 100 : (100 * used) / limit;
}
