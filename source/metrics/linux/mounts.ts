import {classOf} from './file-systems.js';
import type {Mount} from './procfs/mountinfo.js';

/** The tree of mounts of a machine. */
export type MountTree = {
	/** Reachable mounts: those whose directory exists and is not hidden by another mount. */
	readonly visible: readonly Mount[];
	/** Returns the mount of a path by its text only, without following symbolic links. */
	mountOf(path: string): Mount | undefined;
	/** Returns whether accessing a path may hang, because its mount or one above it may hang, for example NFS. */
	mayBlock(path: string): boolean;
};

/**
Returns the tree of mounts. Each mount is on another one, at its path (proc_pid_mountinfo(5), fields 2 and 5). Mounts
below a directory that is hidden by another mount are still in the list, although their paths lead elsewhere.
*/
export function mountTree(mounts: readonly Mount[]): MountTree {
	const byId = new Map(mounts.map(mount => [mount.id, mount]));
	const children = new Map<Mount | undefined, Map<string, Mount>>();
	for (const mount of mounts) {
		const parent = byId.get(mount.parentId);
		const place = parent === undefined || parent === mount ? containerOf(mounts, mount) : parent;
		const siblings = children.get(place) ?? new Map<string, Mount>();
		// The last one hides the others.
		siblings.set(mount.path, mount);
		children.set(place, siblings);
	}

	/** Returns the mounts that a path passes, from the root to the last one. */
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
Returns the mounts that are listed by default, each file system once: bind mounts and btrfs subvolumes share device
number and usage. `/` is always included, even if it is an overlay (containers) or an image (live systems).
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

/**
Returns the file systems in memory that can be written (`/dev/shm`, `/run`), each once. They are not listed by default; a
full one stops programs like a full disk.
*/
export function memoryMounts({visible, mayBlock}: MountTree): readonly Mount[] {
	const byDevice = new Map<string, Mount>();
	for (const mount of visible) {
		const isInMemory = mount.fileSystem === 'tmpfs' || mount.fileSystem === 'devtmpfs';
		if (isInMemory && !mount.isReadOnly && mount.path !== '/' && !byDevice.has(mount.deviceNumber)) {
			byDevice.set(mount.deviceNumber, mount);
		}
	}

	return [...byDevice.values()].filter(({path}) => !mayBlock(path)).slice(0, maxMemoryMounts);
}

/** Limit for hosts of containers, which have some for each. */
const maxMemoryMounts = 100;

/** Returns the parent directories of a path and the path: `/`, `/mnt`, `/mnt/data`. */
function stepsTo(path: string): readonly string[] {
	const names = path.split('/').filter(name => name !== '');
	return ['/', ...names.map((_, index) => `/${names.slice(0, index + 1).join('/')}`)];
}

/**
Returns the parent of a mount whose parent is not in the list (after chroot): the last mount with the longest matching
path.
*/
function containerOf(mounts: readonly Mount[], mount: Mount): Mount | undefined {
	const place = mounts.indexOf(mount);
	return mounts
		.filter((other, index) => contains(other.path, mount.path) && (other.path !== mount.path || index < place))
		.reduce<Mount | undefined>(
			(best, other) => (best && best.path.length > other.path.length ? best : other),
			undefined,
		);
}

/**
Returns whether a mount is preferred to another: `/`, then a mount of the whole file system, then the shorter path.
*/
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
