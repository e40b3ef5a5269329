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

/** What only another start of the machine or of this program changes. */
type Fixed = {
	readonly cpuinfo: Cpuinfo;
	readonly osRelease: string;
	readonly machine: string;
	readonly container: string | undefined;
};

/** Facts of the machine from `/proc`, `/sys` and `/etc`; those of `machine.root` where it has one. */
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
				topology = {online, physicalCores: physicalCores(root, cpus) ?? toldCores(fixed.cpuinfo, cpus.length)};
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

/** A hypervisor may let the host's number of cores through, beside fewer processors. */
function toldCores({physicalCores: cores}: Cpuinfo, processors: number): number | undefined {
	return cores !== undefined && cores <= processors ? cores : undefined;
}

/** Where neither `/proc/stat` nor sysfs may be read, the processors that this process may run on. */
function logicalCores(root: string): number | undefined {
	return root === '' ? os.availableParallelism() : undefined;
}

function readFixed(root: string): Fixed {
	return {
		cpuinfo: parseCpuinfo(readIfPresent(`${root}/proc/cpuinfo`) ?? ''),
		osRelease: readIfPresent(`${root}/proc/sys/kernel/osrelease`) ?? os.release(),
		// Only since Linux 6.1.
		machine: readIfPresent(`${root}/proc/sys/kernel/arch`) ?? os.machine(),
		container: containerEngine(root),
	};
}

/** The name in `/proc/sys` is that of whoever reads it, so a host that is mounted at a root is asked by its own file. */
function readHostname(root: string): string {
	const own = root === '' ? undefined : readIfPresent(`${root}/etc/hostname`);
	return own || readIfPresent(`${root}/proc/sys/kernel/hostname`) || os.hostname();
}
