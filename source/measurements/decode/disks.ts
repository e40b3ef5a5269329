import type {Reading} from '../../metrics/reading.js';
import type {DeviceIo, Disk, DiskIo, DiskSpace} from '../../metrics/snapshot.js';
import {type Fields, flag, number, optionalNumber, optionalText, required, text} from '../../support/fields.js';

export function parseDisks(disks: readonly Fields[]): readonly Disk[] {
	return disks.map(disk => ({
		path: text(disk, 'path'),
		source: text(disk, 'device'),
		fileSystem: text(disk, 'file_system'),
		deviceNumber: deviceNumber(disk),
		isReadOnly: flag(disk, 'read_only'),
		space: parseSpace(disk),
	}));
}

export function parseDiskIo(totals: Fields, disks: readonly Fields[]): DiskIo {
	return {
		readBytesPerSecond: number(totals, 'read_rate'),
		writeBytesPerSecond: number(totals, 'write_rate'),
		busyPercent: optionalNumber(totals, 'busy_percent'),
		devices: disks.flatMap(parseDevice),
	};
}

/**
A message tells traffic by mount and not by device: each mount that has some stands for a device, and its path takes the
place of the device's number.
*/
function deviceNumber(disk: Fields): string | undefined {
	return optionalNumber(disk, 'read_rate') === undefined ? undefined : optionalText(disk, 'path');
}

function parseDevice(disk: Fields): readonly DeviceIo[] {
	const number_ = deviceNumber(disk);
	return number_ === undefined
		? []
		: [
				{
					name: text(disk, 'device'),
					deviceNumber: number_,
					readBytesPerSecond: number(disk, 'read_rate'),
					writeBytesPerSecond: number(disk, 'write_rate'),
					busyPercent: optionalNumber(disk, 'busy_percent'),
				},
			];
}

function parseSpace(disk: Fields): Reading<DiskSpace> {
	const totalBytes = optionalNumber(disk, 'total');
	if (totalBytes === undefined) {
		return {state: 'error', reason: required(optionalText(disk, 'error'), 'total')};
	}

	const inodes = optionalNumber(disk, 'inodes_total');
	return {
		state: 'ok',
		value: {
			totalBytes,
			usedBytes: number(disk, 'used'),
			freeBytes: number(disk, 'free'),
			usedPercent: number(disk, 'percentage'),
			inodes:
				inodes === undefined
					? undefined
					: {
							total: inodes,
							free: number(disk, 'inodes_free'),
							usedPercent: number(disk, 'inodes_percentage'),
						},
		},
	};
}
