import {existsSync, readFileSync} from 'node:fs';
import type {Machine} from '../collector.js';
import type {Limits} from '../snapshot.js';
import {cgroupDirectories} from './cgroup-directories.js';
import type {CpuGroup, MemoryGroup} from './cgroup-group.js';
import * as v1 from './cgroup-v1.js';
import * as v2 from './cgroup-v2.js';
import type {OptionalFiles} from './optional-files.js';
import {type Membership, parseMemberships} from './procfs/cgroup.js';
import {type Mount, parseMountinfo} from './procfs/mountinfo.js';

/** The control groups of this process, each followed by its parents. */
export type Groups = {
	readonly version: Limits['version'];
	readonly cpu: readonly CpuGroup[];
	readonly memory: readonly MemoryGroup[];
	/** Directories of the cpuset of the group and its parents. */
	readonly cpusetDirectories: readonly string[];
	/** Directory of the pressure files of the group: only in the unified hierarchy. */
	readonly pressureDirectory: string | undefined;
};

/**
Returns the groups in `/proc/self/cgroup` and `/proc/self/mountinfo`; `undefined` when no hierarchy is mounted.

Each controller is found separately: hybrid systems have some of them in separate hierarchies of version 1, beside the
unified hierarchy. A controller of version 1 is not available in version 2.
*/
export function findGroups({root}: Machine, files: OptionalFiles): Groups | undefined {
	const memberships = parseMemberships(readFileSync(`${root}/proc/self/cgroup`, 'utf8'));
	const mounts = parseMountinfo(readFileSync(`${root}/proc/self/mountinfo`, 'utf8'));

	const directories = (mount: Mount | undefined, membership: Membership | undefined): readonly string[] =>
		mount && membership ? cgroupDirectories(root, mount, membership.path) : [];
	const mountOf = (controller: keyof typeof v1.markerFiles): Mount | undefined =>
		mounts.find(
			({fileSystem, path}) => fileSystem === 'cgroup' && existsSync(`${root}${path}/${v1.markerFiles[controller]}`),
		);
	const membershipOf = (controller: string): Membership | undefined =>
		memberships.find(({controllers}) => controllers.includes(controller));

	const unified = directories(
		mounts.find(({fileSystem}) => fileSystem === 'cgroup2'),
		memberships.find(({isUnified}) => isUnified),
	);
	const cpu = directories(mountOf('cpu'), membershipOf('cpu'));
	const accounts = directories(mountOf('cpuacct'), membershipOf('cpu'));
	const memory = directories(mountOf('memory'), membershipOf('memory'));
	const cpuset = directories(mountOf('cpuset'), membershipOf('cpuset'));
	const hasVersion1 = cpu.length + memory.length > 0;
	if (!hasVersion1 && unified.length === 0) {
		return undefined;
	}

	return {
		version: hasVersion1 ? (unified.length > 0 ? 'hybrid' : 'v1') : 'v2',
		cpu:
			cpu.length > 0
				? cpu.map((directory, index) => v1.cpuGroup(files, directory, accounts[index]))
				: unified.map(directory => v2.cpuGroup(files, directory)),
		memory:
			memory.length > 0
				? memory.map(directory => v1.memoryGroup(files, directory))
				: unified.map(directory => v2.memoryGroup(files, directory)),
		cpusetDirectories: cpuset.length > 0 ? cpuset : unified,
		pressureDirectory: unified[0],
	};
}
