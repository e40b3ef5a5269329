import {existsSync} from 'node:fs';
import type {Mount} from './procfs/mountinfo.js';

/**
The directory of a control group and those of its parents, up to the mount point, nearest first: a limit on any of them
holds.

`path` is the group as `/proc/self/cgroup` names it. A container often has its own group mounted as the root, while the
path is still told from the host's: the mount's own root is then taken off it. Where the path leads nowhere, or out of the
name space (`/../..`), the mount point is the nearest that can be seen.
*/
export function cgroupDirectories(root: string, mount: Mount, path: string): readonly string[] {
	const mountPoint = `${root}${mount.path}`;
	const relative = belowMount(mount.root, path);
	const names = relative.split('/').filter(name => name !== '');
	if (names.includes('..') || !existsSync([mountPoint, ...names].join('/'))) {
		return [mountPoint];
	}

	return names.map((_, index) => [mountPoint, ...names.slice(0, names.length - index)].join('/')).concat(mountPoint);
}

function belowMount(mountRoot: string, path: string): string {
	return path === mountRoot || path.startsWith(`${mountRoot}/`) ? path.slice(mountRoot.length) : path;
}
