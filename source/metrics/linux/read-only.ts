import {isOnDisk} from './file-systems.js';
import {parseFstab} from './fstab.js';
import {readIfPresent} from './if-present.js';
import type {Mount} from './procfs/mountinfo.js';

/**
Returns a function that is called with the mounts when they change. It returns those that are read-only although they are
meant to be writable:

- The kernel reports that it stopped writing after an error.
- The file system is read-only and the mount is not. An error changes only the file system; an administrator changes both.
- The file system became read-only and its mount did not change: a service may see all mounts as read-only.
- `/etc/fstab` lists it without `ro`.

A mount that `/etc/fstab` lists with `ro` is meant to be read-only.
*/
export function readOnlyWatch(root: string): (mounts: readonly Mount[]) => ReadonlySet<Mount> {
	/** Whether the mount of a file system was read-only when the file system was last writable. */
	let whenWritable = new Map<string, boolean>();

	return mounts => {
		const candidates = mounts.filter(({fileSystem}) => isOnDisk(fileSystem));
		const before = whenWritable;
		whenWritable = new Map(
			candidates.flatMap(mount => {
				const wasMountReadOnly = mount.isReadOnly ? before.get(keyOf(mount)) : mount.isMountReadOnly;
				return wasMountReadOnly === undefined ? [] : [[keyOf(mount), wasMountReadOnly]];
			}),
		);
		const readOnly = candidates.filter(({isReadOnly}) => isReadOnly);
		const intended = parseFstab(readOnly.length === 0 ? '' : (readIfPresent(`${root}/etc/fstab`) ?? ''));
		return new Set(
			readOnly.filter(mount => {
				const isIntended = intended.get(mount.path);
				const hasChangedAlone = whenWritable.get(keyOf(mount)) === mount.isMountReadOnly;
				return (
					mount.hasFailed ||
					(isIntended !== true && (!mount.isMountReadOnly || hasChangedAlone || isIntended === false))
				);
			}),
		);
	};
}

function keyOf({id, deviceNumber, path}: Mount): string {
	return `${id} ${deviceNumber} ${path}`;
}
