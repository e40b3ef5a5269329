import {readFileSync} from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import type {Collector, Machine} from '../collector.js';
import {reuseUnchanged} from '../reuse-unchanged.js';
import type {SystemFacts} from '../snapshot.js';
import {containerEngine} from './container.js';
import {readIfPresent} from './if-present.js';
import {parsePrettyName} from './os-release.js';
import {physicalCores} from './physical-cores.js';
import {type Cpuinfo, parseCpuinfo} from './procfs/cpuinfo.js';
import {parseBootTime, parseCpuTimes} from './procfs/stat.js';

/** What only another start of the machine or of this program changes. */
type Fixed = {
	readonly cpuinfo: Cpuinfo;
	readonly osRelease: string;
	readonly machine: string;
	readonly container: string | undefined;
};

/** Facts of the machine from `/proc`, `/sys` and `/etc`; those of `machine.root` where it has one. */
export function systemCollector(machine: Machine, cadenceMs: number): Collector<'system'> {
	const {root} = machine;
	let fixed: Fixed | undefined;
	let topology: {readonly online: string; readonly physicalCores: number | undefined} | undefined;
	let facts: SystemFacts | undefined;

	return {
		name: 'system',
		cadenceMs,
		timeoutMs: cadenceMs,
		collect() {
			fixed ??= readFixed(root);
			const stat = readFileSync(`${root}/proc/stat`);
			const cpus = [...parseCpuTimes(stat).cores.keys()];
			const online = cpus.join();
			if (topology?.online !== online) {
				topology = {online, physicalCores: physicalCores(root, cpus) ?? fixed.cpuinfo.physicalCores};
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
				logicalCores: cpus.length,
				bootTimeMs: parseBootTime(stat.toString('latin1')) * 1000,
				nodeVersion: process.version,
				container: fixed.container,
			});
			return facts;
		},
	};
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
