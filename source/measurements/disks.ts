import {trafficOf} from '../metrics/disk-traffic.js';
import {known, type Reading} from '../metrics/reading.js';
import type {DeviceIo, Disk, DiskSpace, Readings} from '../metrics/snapshot.js';
import {required} from '../support/fields.js';
import {byteRate, bytes, count, flag, leftOut, optional, percent, size, text} from './fields.js';
import {list, record} from './record.js';
import {section} from './section.js';

/** A mounted file system in a message: its space, or why the space is unknown, and the traffic of its device. */
export type Mount = Pick<
	Disk,
	'path' | 'source' | 'fileSystem' | 'deviceNumber' | 'isReadOnly' | 'isUnexpectedlyReadOnly'
> &
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
	fileSystem: text('file_system', 'file system type'),
	deviceNumber: optional(
		text('device_number', 'numbers of the block devices, major:minor, as in disk_io; null if unknown'),
	),
	isReadOnly: flag('read_only', 'whether the file system is mounted read-only', {prometheus: 'filesystem_readonly'}),
	isUnexpectedlyReadOnly: flag(
		'unexpectedly_read_only',
		'whether the file system is read-only because of an error, or although it is meant to be writable',
		{prometheus: 'filesystem_unexpectedly_readonly'},
	),
	totalBytes: optional(size('total', 'size of the file system', {prometheus: 'filesystem_size_bytes'})),
	usedBytes: optional(bytes('used', 'used space of the file system', {prometheus: 'filesystem_used_bytes'})),
	freeBytes: optional(
		bytes('free', 'space available to unprivileged users', {title: 'disk space', prometheus: 'filesystem_avail_bytes'}),
	),
	usedPercent: optional(percent('percentage', 'used space, relative to used plus free', {title: 'disk usage'})),
	inodes: optional(count('inodes_total', 'total number of inodes', {prometheus: 'filesystem_files'})),
	freeInodes: optional(count('inodes_free', 'number of free inodes', {prometheus: 'filesystem_files_free'})),
	usedInodesPercent: optional(
		percent('inodes_percentage', 'used inodes, relative to the total', {title: 'inode usage'}),
	),
	readBytesPerSecond: optional(byteRate('read_rate', 'read rate of the device')),
	writeBytesPerSecond: optional(byteRate('write_rate', 'write rate of the device')),
	busyPercent: optional(percent('busy_percent', 'share of time the device had I/O in progress')),
	error: leftOut(text('error', 'why the sizes are null; absent if they are known')),
});

export const disks = section(
	'disks',
	list(mount, {
		description: 'all monitored file systems',
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
			deviceNumber: disk.deviceNumber,
			isReadOnly: disk.isReadOnly,
			isUnexpectedlyReadOnly: disk.isUnexpectedlyReadOnly,
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
		isUnexpectedlyReadOnly: mount.isUnexpectedlyReadOnly,
		space: spaceOf(mount),
	}));
}

/**
Returns the devices of a message that has traffic only by mount point, as earlier versions send it: each mount point with
traffic represents a device. Without a device number, its path is used instead.
*/
export function devicesOf(mounts: readonly Mount[]): readonly DeviceIo[] {
	return mounts.flatMap((mount): DeviceIo | readonly [] => {
		const {source, readBytesPerSecond, writeBytesPerSecond, busyPercent} = mount;
		const number = deviceNumber(mount);
		return number === undefined || readBytesPerSecond === undefined || writeBytesPerSecond === undefined
			? []
			: {...onlyTraffic, name: source, deviceNumber: number, readBytesPerSecond, writeBytesPerSecond, busyPercent};
	});
}

const onlyTraffic = {
	isPhysical: false,
	isPartition: true,
	readsPerSecond: undefined,
	writesPerSecond: undefined,
	readAwaitMs: undefined,
	writeAwaitMs: undefined,
	awaitMs: undefined,
	queueLength: undefined,
	ioErrors: undefined,
} as const;

function deviceNumber({deviceNumber, path, readBytesPerSecond, writeBytesPerSecond}: Mount): string | undefined {
	return deviceNumber ?? (readBytesPerSecond === undefined || writeBytesPerSecond === undefined ? undefined : path);
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
