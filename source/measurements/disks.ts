import {trafficOf} from '../metrics/disk-traffic.js';
import {known, type Reading} from '../metrics/reading.js';
import type {DeviceIo, Disk, DiskSpace, Readings} from '../metrics/snapshot.js';
import {required} from '../support/fields.js';
import {byteRate, bytes, count, flag, leftOut, optional, percent, size, text} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** What the message says of a mount: how full it is, or why that is not known, and the traffic of its device. */
export type Mount = Pick<Disk, 'path' | 'source' | 'fileSystem' | 'isReadOnly'> &
	OrUnknown<Pick<DiskSpace, 'totalBytes' | 'usedBytes' | 'freeBytes' | 'usedPercent'>> &
	OrUnknown<Pick<DeviceIo, 'readBytesPerSecond' | 'writeBytesPerSecond' | 'busyPercent'>> & {
		readonly inodes: number | undefined;
		readonly freeInodes: number | undefined;
		readonly usedInodesPercent: number | undefined;
		readonly error: string | undefined;
	};

type OrUnknown<Value> = {readonly [Key in keyof Value]: Value[Key] | undefined};

const mount = record<Mount>()({
	path: text('path', 'mount point'),
	source: text('device', 'device or remote source'),
	fileSystem: text('file_system', 'type of the file system'),
	isReadOnly: flag('read_only', 'mounted read-only', {prometheus: 'filesystem_readonly'}),
	totalBytes: optional(size('total', 'size', {prometheus: 'filesystem_size_bytes'})),
	usedBytes: optional(bytes('used', 'in use', {prometheus: 'filesystem_used_bytes'})),
	freeBytes: optional(
		bytes('free', 'what an ordinary user may still write', {title: 'disk space', prometheus: 'filesystem_avail_bytes'}),
	),
	usedPercent: optional(percent('percentage', 'used of used and free', {title: 'disk usage'})),
	inodes: optional(count('inodes_total', 'inodes there are', {prometheus: 'filesystem_files'})),
	freeInodes: optional(count('inodes_free', 'inodes left', {prometheus: 'filesystem_files_free'})),
	usedInodesPercent: optional(percent('inodes_percentage', 'inodes in use', {title: 'inode usage'})),
	readBytesPerSecond: optional(byteRate('read_rate', 'read from its device')),
	writeBytesPerSecond: optional(byteRate('write_rate', 'written to its device')),
	busyPercent: optional(percent('busy_percent', 'time its device had a request under way')),
	error: leftOut(text('error', 'why the sizes are null')),
});

export const disks = section(
	'disks',
	list(mount, {
		description: 'every file system that is watched',
		place: {head: 'disks', key: 'path'},
		labels: ({path, source, fileSystem}) => ({mountpoint: path, device: source, fstype: fileSystem}),
	}),
	({readings}) => mountsOf(readings),
);

function mountsOf(readings: Readings): readonly Mount[] | undefined {
	const traffic = trafficOf(known(readings.disk_io));
	return known(readings.disks)?.map(disk => {
		const space = known(disk.space);
		const io = traffic(disk);
		return {
			path: disk.path,
			source: disk.source,
			fileSystem: disk.fileSystem,
			isReadOnly: disk.isReadOnly,
			totalBytes: space?.totalBytes,
			usedBytes: space?.usedBytes,
			freeBytes: space?.freeBytes,
			usedPercent: space?.usedPercent,
			inodes: space?.inodes?.total,
			freeInodes: space?.inodes?.free,
			usedInodesPercent: space?.inodes?.usedPercent,
			readBytesPerSecond: io?.readBytesPerSecond,
			writeBytesPerSecond: io?.writeBytesPerSecond,
			busyPercent: io?.busyPercent,
			error: disk.space.state === 'ok' ? undefined : (disk.space.reason ?? disk.space.state),
		};
	});
}

export function disksOf(mounts: readonly Mount[] | undefined): readonly Disk[] | undefined {
	return mounts?.map(mount => ({
		path: mount.path,
		source: mount.source,
		fileSystem: mount.fileSystem,
		deviceNumber: deviceNumber(mount),
		isReadOnly: mount.isReadOnly,
		space: spaceOf(mount),
	}));
}

/**
A message tells traffic by mount and not by device: each mount that has some stands for a device, and its path takes the
place of the device's number.
*/
export function devicesOf(mounts: readonly Mount[]): readonly DeviceIo[] {
	return mounts.flatMap(mount => {
		const number = deviceNumber(mount);
		return number === undefined
			? []
			: [
					{
						name: mount.source,
						deviceNumber: number,
						readBytesPerSecond: required(mount.readBytesPerSecond, 'read_rate'),
						writeBytesPerSecond: required(mount.writeBytesPerSecond, 'write_rate'),
						busyPercent: mount.busyPercent,
					},
				];
	});
}

function deviceNumber({path, readBytesPerSecond}: Mount): string | undefined {
	return readBytesPerSecond === undefined ? undefined : path;
}

function spaceOf({inodes, freeInodes, usedInodesPercent, ...mount}: Mount): Reading<DiskSpace> {
	const {totalBytes} = mount;
	if (totalBytes === undefined) {
		return {state: 'error', reason: required(mount.error, 'total')};
	}

	return {
		state: 'ok',
		value: {
			totalBytes,
			usedBytes: required(mount.usedBytes, 'used'),
			freeBytes: required(mount.freeBytes, 'free'),
			usedPercent: required(mount.usedPercent, 'percentage'),
			inodes:
				inodes === undefined
					? undefined
					: {
							total: inodes,
							free: required(freeInodes, 'inodes_free'),
							usedPercent: required(usedInodesPercent, 'inodes_percentage'),
						},
		},
	};
}
