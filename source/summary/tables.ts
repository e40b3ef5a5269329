import {known} from '../metrics/reading.js';
import type {Readings} from '../metrics/snapshot.js';
import {absent, formatBytes} from '../support/format.js';
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
			space ? formatBytes(space.freeBytes) : absent,
			percentOr(space?.inodes?.usedPercent),
			printableLine(disk.fileSystem),
		]);
	}

	return table.toString();
}

export function networkTable({network}: Readings, options: SummaryOptions): string {
	if (network.state !== 'ok' || network.value.interfaces.length === 0) {
		return '';
	}

	const table = createTable(['Interface', 'Receiving', 'Sending', 'Received', 'Sent'], options);
	for (const face of network.value.interfaces) {
		table.push([
			printableLine(face.name),
			rateOr(face.receiveBytesPerSecond),
			rateOr(face.sendBytesPerSecond),
			formatBytes(face.receivedBytes),
			formatBytes(face.sentBytes),
		]);
	}

	return table.toString();
}

export function gpuTable({gpu}: Readings, options: SummaryOptions, paint: Paint): string {
	if (gpu.state !== 'ok' || gpu.value.length === 0) {
		return '';
	}

	const table = createTable(['GPU', 'Used', 'Memory', 'Temperature', 'Power'], options);
	for (const card of gpu.value) {
		table.push([
			`${card.id} ${printableLine(card.name)}`,
			card.problem === undefined
				? card.isAsleep
					? 'asleep'
					: share(card.usedPercent, paint)
				: printableLine(card.problem),
			`${card.memoryUsedBytes === undefined ? absent : formatBytes(card.memoryUsedBytes)} of ${card.memoryTotalBytes === undefined ? absent : formatBytes(card.memoryTotalBytes)}`,
			card.temperatureCelsius === undefined ? absent : `${card.temperatureCelsius} °C`,
			card.powerWatts === undefined ? absent : `${card.powerWatts} W`,
		]);
	}

	return table.toString();
}
