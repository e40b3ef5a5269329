import {existsSync} from 'node:fs';
import type {DeviceIo} from '../snapshot.js';
import {listIfPresent, readIfPresent} from './if-present.js';

/** What a block device is. */
export type DeviceKind = Pick<DeviceIo, 'isPhysical' | 'isPartition'>;

/**
Names of devices that are excluded from the totals regardless of sysfs: stacked or in-memory devices, and devices that
are not disks.
*/
const notPhysical = /^(?:loop|ram|zram|sr|fd|dm-|md|bcache|drbd|zd)\d|^md_/;

/** Returns whether a device can be a disk or a partition of one, by its name only. */
export function mayBePhysical(name: string): boolean {
	return !notPhysical.test(name);
}

/** Returns the kind of a device from sysfs, which lists whole devices and not partitions in `/sys/block`. */
export function deviceKind(root: string, name: string): DeviceKind {
	const place = blockDirectory(root, name);
	const isWhole = existsSync(place);
	return {isPhysical: mayBePhysical(name) && isWhole && !isStacked(place), isPartition: !isWhole};
}

/** Returns the directory of a whole device. sysfs writes an exclamation mark for a slash in a device name. */
export function blockDirectory(root: string, name: string): string {
	return `${root}/sys/block/${name.replaceAll('/', '!')}`;
}

/** Returns whether a device is stacked on other block devices, which count its I/O, or is hidden. */
function isStacked(place: string): boolean {
	return listIfPresent(`${place}/slaves`).length > 0 || readIfPresent(`${place}/hidden`) === '1';
}
