import path from 'node:path';
import {type FixtureMachine, fixtureMachine} from '../../../helpers/fixture-machine.js';

const base = 'sys/fs/cgroup';

const line = (mountPoint: string, type: 'cgroup' | 'cgroup2', options: string, root = '/'): string =>
	`31 23 0:28 ${root} ${mountPoint} rw,nosuid,relatime shared:9 - ${type} ${type} rw${options}\n`;

const procLine = '22 27 0:21 / /proc rw,relatime - proc proc rw\n';

/** The mounts of each version, as systemd makes them. */
export const mountinfo = {
	v2: procLine + line('/sys/fs/cgroup', 'cgroup2', ',nsdelegate,memory_recursiveprot'),
	v1:
		procLine +
		line('/sys/fs/cgroup/systemd', 'cgroup', ',xattr,name=systemd') +
		line('/sys/fs/cgroup/cpu,cpuacct', 'cgroup', ',cpu,cpuacct') +
		line('/sys/fs/cgroup/memory', 'cgroup', ',memory') +
		line('/sys/fs/cgroup/blkio', 'cgroup', ',blkio') +
		line('/sys/fs/cgroup/pids', 'cgroup', ',pids'),
};

export const hybridMountinfo = mountinfo.v1 + line('/sys/fs/cgroup/unified', 'cgroup2', ',nsdelegate');

/** The same hierarchy as a container of version 1 sees it: mounted at the group of the container. */
export const containerMountinfo = procLine + line('/sys/fs/cgroup/memory', 'cgroup', ',memory', '/docker/web');

const meminfo = 'MemTotal:       16777216 kB\nMemFree:         8388608 kB\n';

/** Returns a machine with these mounts and these files below `/sys/fs/cgroup`. */
export function groupMachine(mounts: string, files: Readonly<Record<string, string>>): FixtureMachine {
	const machine = fixtureMachine({'proc/meminfo': meminfo, 'proc/self/mountinfo': mounts});
	writeGroups(machine, files);
	return machine;
}

/** Writes files of groups. As in the kernel, each group has `cgroup.procs`. */
export function writeGroups(machine: FixtureMachine, files: Readonly<Record<string, string>>): void {
	for (const [file, content] of Object.entries(files)) {
		machine.write(`${base}/${file}`, content);
		for (let group = path.dirname(file); group !== '.'; group = path.dirname(group)) {
			machine.write(`${base}/${group}/cgroup.procs`, '');
		}
	}
}

export function removeGroup(machine: FixtureMachine, group: string): void {
	machine.remove(`${base}/${group}`);
}

export const cpuStat = (usedMicroseconds: number, periods = 0, throttled = 0): string =>
	`usage_usec ${usedMicroseconds}\nuser_usec 1\nsystem_usec 1\nnr_periods ${periods}\nnr_throttled ${throttled}\nthrottled_usec 7\n`;
