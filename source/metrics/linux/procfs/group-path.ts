import {parseMemberships} from './cgroup.js';

/**
Returns the path of a process in the tree of control groups, from `/proc/[pid]/cgroup`: that of the hierarchy of systemd,
otherwise that of the memory controller of version 1, otherwise that of the unified hierarchy. A hierarchy in which the
process is at the root is used only when there is no other: nothing is grouped by it. `undefined` without any.
*/
export function parseGroupPath(text: string): string | undefined {
	const memberships = parseMemberships(text);
	const paths = [
		memberships.find(({controllers}) => controllers.includes('name=systemd')),
		memberships.find(({controllers}) => controllers.includes('memory')),
		memberships.find(({isUnified}) => isUnified),
	].flatMap(membership => membership?.path ?? []);
	return paths.find(path => path !== '/') ?? paths[0];
}
