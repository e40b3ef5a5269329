import {existsSync} from 'node:fs';
import type {Mount} from './procfs/mountinfo.js';

/**
Returns the directories of a control group and its parents up to the mount point, nearest first. A limit on any of them
applies.

`path` is the group in `/proc/self/cgroup`. A container often has its own group mounted as the root while the path is
relative to the root of the host: the root of the mount is then removed from it. When the path does not exist, or leads
out of the namespace (`/../..`), the mount point is used.
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
