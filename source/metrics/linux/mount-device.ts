import {readlinkSync} from 'node:fs';
import path from 'node:path';
import {listIfPresent, readIfPresent} from './if-present.js';
import type {Mount} from './procfs/mountinfo.js';

/**
Returns the numbers of the block devices of a mount, `major:minor`, separated by spaces.

File systems that can span devices (btrfs, bcachefs) have their own number, for example `0:31`, without I/O: their
devices are named by the source and, for btrfs, by sysfs. When no device is found, as for network file systems, the
number itself is returned.
*/
export function mountDevice(root: string, {deviceNumber, fileSystem, source}: Mount): string {
	if (!deviceNumber.startsWith('0:')) {
		return deviceNumber;
	}

	const named = source.split(':').flatMap(place => deviceName(root, place) ?? []);
	const names = fileSystem === 'btrfs' ? (btrfsDevices(root, named) ?? named) : named;
	const numbers = names.flatMap(name => readIfPresent(`${root}/sys/class/block/${name}/dev`) ?? []);
	return numbers.length === 0 ? deviceNumber : [...new Set(numbers)].join(' ');
}

/** Returns the kernel name of a device file, or of the target of a link such as `/dev/mapper/vg-home`. */
function deviceName(root: string, place: string): string | undefined {
	if (!place.startsWith('/dev/')) {
		return undefined;
	}

	// sysfs writes an exclamation mark for a slash in a device name.
	const own = place.slice('/dev/'.length).replaceAll('/', '!');
	return isDevice(root, own) ? own : (linked(root, place) ?? mapped(root, place));
}

function linked(root: string, place: string): string | undefined {
	try {
		const name = path.basename(readlinkSync(`${root}${place}`));
		return isDevice(root, name) ? name : undefined;
	} catch {
		return undefined;
	}
}

/** Returns the name of a device-mapper device, for machines where `/dev` is not visible. */
function mapped(root: string, place: string): string | undefined {
	const name = /^\/dev\/mapper\/(.+)$/.exec(place)?.[1];
	return name === undefined
		? undefined
		: listIfPresent(`${root}/sys/class/block`).find(
				device => device.startsWith('dm-') && readIfPresent(`${root}/sys/class/block/${device}/dm/name`) === name,
			);
}

function isDevice(root: string, name: string): boolean {
	return readIfPresent(`${root}/sys/class/block/${name}/dev`) !== undefined;
}

function btrfsDevices(root: string, [first]: readonly string[]): readonly string[] | undefined {
	const directory = `${root}/sys/fs/btrfs`;
	return first === undefined
		? undefined
		: listIfPresent(directory)
				.map(id => listIfPresent(`${directory}/${id}/devices`))
				.find(devices => devices.includes(first));
}
