import os from 'node:os';
import process from 'node:process';
import type {Collector, Machine} from '../collector.js';
import {createGapLog} from '../gaps.js';
import {reuseUnchanged} from '../schedule/reuse-unchanged.js';
import type {SystemFacts} from '../snapshot.js';
import {bootTime} from './boot-time.js';
import {containerEngine} from './container.js';
import {readIfPresent} from './if-present.js';
import {kernelFile, readIfPossible} from './kernel-file.js';
import {onlineCpus} from './online-cpus.js';
import {parsePrettyName} from './os-release.js';
import {physicalCores} from './physical-cores.js';
import {type Cpuinfo, parseCpuinfo} from './procfs/cpuinfo.js';

/** Facts that do not change until the machine or this program is restarted. */
type Fixed = {
	readonly cpuinfo: Cpuinfo;
	readonly osRelease: string;
	readonly machine: string;
	readonly container: string | undefined;
};

/** Returns a collector of facts about the machine. Source: `/proc`, `/sys` and `/etc` below `machine.root`. */
export function systemCollector(machine: Machine, cadenceMs: number): Collector<'system'> & Disposable {
	const {root} = machine;
	const statFile = kernelFile(`${root}/proc/stat`);
	const bootTimeOf = bootTime(machine);
	const log = createGapLog();
	let fixed: Fixed | undefined;
	let topology: {readonly online: string; readonly physicalCores: number | undefined} | undefined;
	let facts: SystemFacts | undefined;

	return {
		name: 'system',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			fixed ??= readFixed(root);
			const stat = readIfPossible(statFile);
			const cpus = onlineCpus(root, stat) ?? [];
			const online = cpus.join();
			if (topology?.online !== online) {
				topology = {online, physicalCores: physicalCores(root, cpus) ?? plausibleCores(fixed.cpuinfo, cpus.length)};
			}

			log.clear();
			const bootTimeMs = bootTimeOf(stat);
			if (bootTimeMs === undefined) {
				log.note('boot_time', `neither ${root}/proc/stat nor ${root}/proc/uptime can be read`);
			}

			facts = reuseUnchanged(facts, {
				hostname: readHostname(root),
				osName: 'Linux',
				osVersion: parsePrettyName(
					readIfPresent(`${root}/etc/os-release`) ?? readIfPresent(`${root}/usr/lib/os-release`) ?? '',
				),
				osRelease: fixed.osRelease,
				architecture: process.arch,
				machine: fixed.machine,
				cpuModel: fixed.cpuinfo.modelName,
				physicalCores: topology.physicalCores,
				logicalCores: cpus.length || logicalCores(root),
				bootTimeMs,
				nodeVersion: process.version,
				container: fixed.container,
			});
			return facts;
		},
		gaps: log.gaps,
		[Symbol.dispose]: () => statFile[Symbol.dispose](),
	};
}

/** Returns the number of cores, unless it exceeds the processors: some hypervisors report the cores of the host. */
function plausibleCores({physicalCores: cores}: Cpuinfo, processors: number): number | undefined {
	return cores !== undefined && cores <= processors ? cores : undefined;
}

/** Returns the number of processors that this process may use, when neither `/proc/stat` nor sysfs is readable. */
function logicalCores(root: string): number | undefined {
	return root === '' ? os.availableParallelism() : undefined;
}

function readFixed(root: string): Fixed {
	return {
		cpuinfo: parseCpuinfo(readIfPresent(`${root}/proc/cpuinfo`) ?? ''),
		osRelease: readIfPresent(`${root}/proc/sys/kernel/osrelease`) ?? os.release(),
		// Available since Linux 6.1.
		machine: readIfPresent(`${root}/proc/sys/kernel/arch`) ?? os.machine(),
		container: containerEngine(root),
	};
}

/**
Returns the host name. `/proc/sys` has the name of the reading process, so for a host mounted at a root its own file is
read.
*/
function readHostname(root: string): string {
	const own = root === '' ? undefined : readIfPresent(`${root}/etc/hostname`);
	return own || readIfPresent(`${root}/proc/sys/kernel/hostname`) || os.hostname();
}
