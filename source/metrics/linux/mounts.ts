import {classOf} from './file-systems.js';
import type {Mount} from './procfs/mountinfo.js';

/** The mounts of a machine, as a walk through its directories meets them. */
export type MountTree = {
	/** Those that can be reached: neither mounted over, themselves or a directory above, nor without their directory. */
	readonly visible: readonly Mount[];
	/** The mount that a path lies on, by its letters alone: nothing is touched, so symbolic links are not seen. */
	mountOf(path: string): Mount | undefined;
	/** A walk to the path passes a mount that can hang: itself, or one above, such as a disk mounted inside an NFS tree. */
	mayBlock(path: string): boolean;
};

/**
Every mount is on another one, at its path (proc_pid_mountinfo(5), fields 2 and 5). Where one directory is mounted over
another, a mount below the covered one still stands in the list, although its path leads elsewhere now.
*/
export function mountTree(mounts: readonly Mount[]): MountTree {
	const byId = new Map(mounts.map(mount => [mount.id, mount]));
	const children = new Map<Mount | undefined, Map<string, Mount>>();
	for (const mount of mounts) {
		const parent = byId.get(mount.parentId);
		const place = parent === undefined || parent === mount ? containerOf(mounts, mount) : parent;
		const siblings = children.get(place) ?? new Map<string, Mount>();
		// The last one covers the others.
		siblings.set(mount.path, mount);
		children.set(place, siblings);
	}

	/** The mounts that a walk crosses, the one it ends on last. */
	const walk = (path: string): readonly Mount[] => {
		const crossed: Mount[] = [];
		for (const step of stepsTo(path)) {
			for (
				let next = children.get(crossed.at(-1))?.get(step);
				next && !crossed.includes(next);
				next = children.get(next)?.get(step)
			) {
				crossed.push(next);
			}
		}

		return crossed;
	};

	return {
		visible: mounts.filter(mount => !mount.path.endsWith('//deleted') && walk(mount.path).at(-1) === mount),
		mountOf: path => walk(path).at(-1),
		mayBlock: path => walk(path).some(({fileSystem}) => classOf(fileSystem).mayBlock),
	};
}

/**
The mounts worth showing, each file system once: bind mounts and btrfs subvolumes share a device number and a fill level.
`/` is always among them, even where it is an overlay (containers) or an image (live systems).
*/
export function listedMounts({visible}: MountTree): readonly Mount[] {
	const best = new Map<string, Mount>();
	for (const mount of visible) {
		const other = best.get(mount.deviceNumber);
		if ((mount.path === '/' || classOf(mount.fileSystem).isListed) && (!other || isPreferred(mount, other))) {
			best.set(mount.deviceNumber, mount);
		}
	}

	return [...best.values()];
}

/** `/`, `/mnt`, `/mnt/data`: every directory on the way to a path, and the path. */
function stepsTo(path: string): readonly string[] {
	const names = path.split('/').filter(name => name !== '');
	return ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
}

/** Where the list does not hold the parent (seen from a changed root), by the letters: the longest path, the last of several. */
function containerOf(mounts: readonly Mount[], mount: Mount): Mount | undefined {
	const place = mounts.indexOf(mount);
	return mounts
		.filter((other, index) => contains(other.path, mount.path) && (other.path !== mount.path || index < place))
		.reduce<Mount | undefined>(
			(best, other) => (best && best.path.length > other.path.length ? best : other),
			undefined,
		);
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
