import type {Machine} from '../../collector.js';
import {type CgroupMount, parseCgroupMounts} from '../procfs/cgroup-mounts.js';
import {readMountinfo} from '../read-mountinfo.js';

/** A hierarchy of control groups whose tree is read. */
export type Hierarchy = {
	/** Directory of its root group. */
	readonly directory: string;
	/** Path of its root group: not empty in a container that sees the paths of the host. */
	readonly prefix: string;
};

/** The controllers whose files are read. In version 2, all are in the unified hierarchy. */
export type Controller = 'cpu' | 'cpuacct' | 'memory' | 'io' | 'pids' | 'unified';

export type Hierarchies = {
	readonly all: readonly Hierarchy[];
	/** Whether the controllers are those of version 1. Then the unified hierarchy has pressure and CPU time at most. */
	readonly isVersion1: boolean;
	/** The index of the hierarchy of each controller. `undefined` where it is not mounted. */
	readonly indexOf: Readonly<Record<Controller, number | undefined>>;
};

/** The names of the controllers in version 1. */
const names = {cpu: 'cpu', cpuacct: 'cpuacct', memory: 'memory', io: 'blkio', pids: 'pids'} as const;

/** Finds the hierarchies of version 1, version 2 or both. Returns `undefined` when none is mounted. */
export function findHierarchies(machine: Machine): Hierarchies | undefined {
	const mounts = parseCgroupMounts(readMountinfo(machine));
	const unified = mounts.find(({isUnified}) => isUnified);
	const used: CgroupMount[] = [];
	const use = (mount: CgroupMount | undefined): number | undefined => {
		if (mount === undefined) {
			return undefined;
		}

		if (!used.includes(mount)) {
			used.push(mount);
		}

		return used.indexOf(mount);
	};
	const having = (controller: string): number | undefined =>
		use(mounts.find(({controllers}) => controllers.includes(controller)));

	const version1 = {
		cpu: having(names.cpu),
		cpuacct: having(names.cpuacct),
		memory: having(names.memory),
		io: having(names.io),
		pids: having(names.pids),
	};
	const isVersion1 = Object.values(version1).some(index => index !== undefined);
	// Units without a controller of their own are only in the hierarchy of systemd.
	having('name=systemd');
	const index = use(unified);
	if (used.length === 0) {
		return undefined;
	}

	return {
		all: used.map(mount => ({
			directory: `${machine.root}${mount.mountPoint}`,
			prefix: mount.root === '/' || mount.root.startsWith('/..') ? '' : mount.root,
		})),
		isVersion1,
		indexOf: isVersion1
			? {...version1, unified: index}
			: {cpu: index, cpuacct: index, memory: index, io: index, pids: index, unified: index},
	};
}
