import {readlinkSync} from 'node:fs';
import path from 'node:path';
import {listIfPresent, readIfPresent} from './if-present.js';
import type {Mount} from './procfs/mountinfo.js';

/**
Returns the numbers of the block devices that a mount is on, `major:minor`, parted by spaces.

A file system that may span devices (btrfs, bcachefs) has a number of its own, `0:31`, under which nothing is read or
written: its devices are named by the source, and for btrfs by sysfs. The number itself is returned where no device is
found, as with network file systems.
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

/** The kernel's name of a device: that of its file, or of the file that a link such as `/dev/mapper/vg-home` leads to. */
function deviceName(root: string, place: string): string | undefined {
	if (!place.startsWith('/dev/')) {
		return undefined;
	}

	// A slash in a device name is an exclamation mark in sysfs.
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

/** Where `/dev` cannot be seen, the device mapper still tells the names of its devices. */
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
