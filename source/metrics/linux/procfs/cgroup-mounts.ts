/** A mounted hierarchy of control groups. */
export type CgroupMount = {
	/** Controllers of version 1 (`memory`, `cpu`, …, `name=systemd`). Empty for the unified hierarchy of version 2. */
	readonly controllers: readonly string[];
	readonly isUnified: boolean;
	/** Group that is mounted: `/`, or that of the container. */
	readonly root: string;
	readonly mountPoint: string;
};

/** Options of a mount of version 1 that are not controllers. */
const otherOptions: ReadonlySet<string> = new Set(['rw', 'ro', 'xattr', 'clone_children', 'noprefix', 'favordynmods']);

/**
Returns the mounts of control groups in `/proc/[pid]/mountinfo` (proc_pid_mountinfo(5)). The controllers are among the
options of the file system. Other lines are ignored.
*/
export function parseCgroupMounts(mountinfo: string): readonly CgroupMount[] {
	return mountinfo.split('\n').flatMap(line => {
		const [, root, mountPoint, type, options] = /^\S+ \S+ \S+ (\S+) (\S+) .*?- (cgroup2?) \S* (\S+)$/.exec(line) ?? [];
		if (root === undefined || mountPoint === undefined || options === undefined) {
			return [];
		}

		const isUnified = type === 'cgroup2';
		const controllers = options
			.split(',')
			.filter(option => !otherOptions.has(option) && (!option.includes('=') || option.startsWith('name=')));
		return [{controllers: isUnified ? [] : controllers, isUnified, root, mountPoint}];
	});
}
