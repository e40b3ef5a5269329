import {known} from '../../metrics/reading.js';
import type {Disk, DiskSpace} from '../../metrics/snapshot.js';

/** Minimum inode usage in percent at which inodes are shown. */
const minShownInodesPercent = 80;

/** Returns the inode usage in percent if inodes run out before the space does. */
export function scarceInodes({inodes, usedPercent}: DiskSpace): number | undefined {
	return inodes !== undefined && inodes.usedPercent >= minShownInodesPercent && inodes.usedPercent > usedPercent
		? inodes.usedPercent
		: undefined;
}

/** Returns the usage in percent of space or inodes, whichever is higher. */
export function scarcest(space: DiskSpace): number {
	return scarceInodes(space) ?? space.usedPercent;
}

/**
Returns the usage of a file system in percent, by the scarcer of space and inodes. One that is meant to be read-only is 0; one
that does not respond is `undefined`.
*/
export function fullness({space, isReadOnly, isUnexpectedlyReadOnly}: Disk): number | undefined {
	const sizes = known(space);
	return sizes && (isReadOnly && !isUnexpectedlyReadOnly ? 0 : scarcest(sizes));
}

/** Returns the fullest disk. */
export function fullestDisk(disks: readonly Disk[] | undefined): Disk | undefined {
	let fullest: Disk | undefined;
	for (const disk of disks ?? []) {
		if ((fullness(disk) ?? -1) > (fullest === undefined ? -1 : (fullness(fullest) ?? -1))) {
			fullest = disk;
		}
	}

	return fullest;
}
