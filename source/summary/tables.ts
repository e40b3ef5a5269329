import {known} from '../metrics/reading.js';
import type {Readings} from '../metrics/snapshot.js';
import {absent, formatBytes, formatRate} from '../support/format.js';
import {printableLine} from '../support/printable.js';
import {type Paint, percentOr, rateOr, reasonOf, share} from './cell.js';
import type {SummaryOptions} from './summary-options.js';
import {createTable} from './table.js';

export function disksTable({disks}: Readings, options: SummaryOptions, paint: Paint): string {
	if (disks.state !== 'ok' || disks.value.length === 0) {
		return '';
	}

	const table = createTable(['Disk', 'Used', 'Size', 'Free', 'Inodes', 'Type'], options);
	for (const disk of disks.value) {
		const space = known(disk.space);
		table.push([
			printableLine(disk.path),
			space ? share(space.usedPercent, paint) : reasonOf(disk.space),
			space ? formatBytes(space.totalBytes) : absent,
			disk.isUnexpectedlyReadOnly ? paint('read-only', 100) : space ? formatBytes(space.freeBytes) : absent,
			percentOr(space?.inodes?.usedPercent),
			printableLine(disk.fileSystem),
		]);
	}

	return table.toString();
}

export function devicesTable({disk_io: diskIo}: Readings, options: SummaryOptions, paint: Paint): string {
	const devices = known(diskIo)?.devices.filter(({isPhysical}) => isPhysical) ?? [];
	if (devices.length === 0) {
		return '';
	}

	const table = createTable(['Device', 'Reading', 'Writing', 'Requests/s', 'Await', 'Queue', 'Busy'], options);
	for (const device of devices) {
		const {readsPerSecond: reads, writesPerSecond: writes, awaitMs, queueLength} = device;
		table.push([
			printableLine(device.name),
			formatRate(device.readBytesPerSecond),
			formatRate(device.writeBytesPerSecond),
			reads === undefined || writes === undefined ? absent : (reads + writes).toFixed(1),
			awaitMs === undefined ? absent : `${awaitMs.toFixed(2)} ms`,
			queueLength === undefined ? absent : queueLength.toFixed(2),
			share(device.busyPercent, paint),
		]);
	}

	return table.toString();
}

export function raidTable({raid}: Readings, options: SummaryOptions, paint: Paint): string {
	const arrays = known(raid) ?? [];
	if (arrays.length === 0) {
		return '';
	}

	const table = createTable(['RAID', 'Level', 'State', 'Devices', 'Failed', 'Action'], options);
	for (const {
		name,
		level,
		isActive,
		isDegraded,
		devices,
		workingDevices,
		failedDevices,
		action,
		actionPercent,
	} of arrays) {
		table.push([
			printableLine(name),
			printableLine(level ?? absent),
			paint(isDegraded ? (isActive ? 'degraded' : 'not running') : 'ok', isDegraded ? 100 : 0),
			devices === undefined ? absent : `${workingDevices ?? absent} of ${devices}`,
			String(failedDevices),
			action === undefined ? absent : `${printableLine(action)} ${percentOr(actionPercent)}`,
		]);
	}

	return table.toString();
}

export function networkTable({network}: Readings, options: SummaryOptions): string {
	if (network.state !== 'ok' || network.value.interfaces.length === 0) {
		return '';
	}

	const table = createTable(['Interface', 'Receiving', 'Sending', 'Received', 'Sent'], options);
	for (const networkInterface of network.value.interfaces) {
		table.push([
			printableLine(networkInterface.name),
			rateOr(networkInterface.receiveBytesPerSecond),
			rateOr(networkInterface.sendBytesPerSecond),
			formatBytes(networkInterface.receivedBytes),
			formatBytes(networkInterface.sentBytes),
		]);
	}

	return table.toString();
}

export function gpuTable({gpu}: Readings, options: SummaryOptions, paint: Paint): string {
	if (gpu.state !== 'ok' || gpu.value.length === 0) {
		return '';
	}

	const table = createTable(['GPU', 'Used', 'Memory', 'Temperature', 'Power'], options);
	for (const device of gpu.value) {
		table.push([
			`${device.id} ${printableLine(device.name)}`,
			device.problem === undefined
				? device.isAsleep
					? 'asleep'
					: share(device.usedPercent, paint)
				: printableLine(device.problem),
			`${device.memoryUsedBytes === undefined ? absent : formatBytes(device.memoryUsedBytes)} of ${device.memoryTotalBytes === undefined ? absent : formatBytes(device.memoryTotalBytes)}`,
			device.temperatureCelsius === undefined ? absent : `${device.temperatureCelsius} °C`,
			device.powerWatts === undefined ? absent : `${device.powerWatts} W`,
		]);
	}

	return table.toString();
}
