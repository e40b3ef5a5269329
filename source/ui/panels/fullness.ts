import {known} from '../../metrics/reading.js';
import type {Disk, DiskSpace} from '../../metrics/snapshot.js';

/** Inodes are worth a word only when this many are used and they run out before the space does. */
const notableInodes = 80;

/** Share of the inodes in use, where they are what will run out. */
export function scarceInodes({inodes, usedPercent}: DiskSpace): number | undefined {
	return inodes !== undefined && inodes.usedPercent >= notableInodes && inodes.usedPercent > usedPercent
		? inodes.usedPercent
		: undefined;
}

/** What is in use of what runs out first. */
export function scarcest(space: DiskSpace): number {
	return scarceInodes(space) ?? space.usedPercent;
}

/**
How near a file system is to being full, 0–100, by what is scarcer of space and inodes. What cannot be written does not
fill up: 0. `undefined` where it does not answer.
*/
export function fullness({space, isReadOnly}: Disk): number | undefined {
	const sizes = known(space);
	return sizes && (isReadOnly ? 0 : scarcest(sizes));
}

/** The one that will be the problem. */
export function fullestDisk(disks: readonly Disk[] | undefined): Disk | undefined {
	let fullest: Disk | undefined;
	for (const disk of disks ?? []) {
		if ((fullness(disk) ?? -1) > (fullest === undefined ? -1 : (fullness(fullest) ?? -1))) {
			fullest = disk;
		}
	}

	return fullest;
}
