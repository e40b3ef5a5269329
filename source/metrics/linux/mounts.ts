import {classOf} from './file-systems.js';
import type {Mount} from './procfs/mountinfo.js';

/**
The mounts worth showing, each file system once: bind mounts and btrfs subvolumes share a device number and a fill level.
`/` is always among them, even where it is an overlay (containers) or an image (live systems).
*/
export function listedMounts(mounts: readonly Mount[]): readonly Mount[] {
	const best = new Map<string, Mount>();
	for (const mount of visibleMounts(mounts)) {
		const other = best.get(mount.deviceNumber);
		if ((mount.path === '/' || classOf(mount.fileSystem).isListed) && (!other || isPreferred(mount, other))) {
			best.set(mount.deviceNumber, mount);
		}
	}

	return [...best.values()];
}

/** The mount that a path lies on, judged by its letters alone: nothing is touched, so symbolic links are not seen. */
export function mountOf(mounts: readonly Mount[], path: string): Mount | undefined {
	return mounts
		.filter(mount => contains(mount.path, path))
		.reduce<Mount | undefined>(
			(best, mount) => (best && best.path.length > mount.path.length ? best : mount),
			undefined,
		);
}

/** A walk to the path passes a mount that can hang: itself, or one above, such as a disk mounted inside an NFS tree. */
export function mayBlock(mounts: readonly Mount[], path: string): boolean {
	return mounts.some(mount => contains(mount.path, path) && classOf(mount.fileSystem).mayBlock);
}

/** Of several mounts on one path only the last can be seen; none can whose directory was deleted. */
function visibleMounts(mounts: readonly Mount[]): Iterable<Mount> {
	const byPath = new Map(mounts.map(mount => [mount.path, mount]));
	return [...byPath.values()].filter(mount => !mount.path.endsWith('//deleted'));
}

/** `/` first, then a mount of the whole file system, then the shorter path. */
function isPreferred(mount: Mount, other: Mount): boolean {
	if (mount.path === '/' || other.path === '/') {
		return mount.path === '/';
	}

	if ((mount.root === '/') !== (other.root === '/')) {
		return mount.root === '/';
	}

	return mount.path.length < other.path.length;
}

function contains(mountPath: string, path: string): boolean {
	return mountPath === '/' || path === mountPath || path.startsWith(`${mountPath}/`);
}
