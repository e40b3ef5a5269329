import {known} from '../metrics/reading.js';
import type {Readings, Snapshot} from '../metrics/snapshot.js';
import {absent, formatPercent, formatTime} from '../support/format.js';
import {printableLine} from '../support/printable.js';
import {percentOr, rateOr} from './cell.js';

/** The values to omit in a narrow terminal, in this order. */
const omittedFirst = ['SWAP', 'LOAD', 'TX', 'RX', 'DISK'] as const;

/**
Formats a snapshot as one line: `10:15:30  CPU 25.5%  MEM 68.2%  …`. Values that do not fit into `columns` are omitted.
*/
export function summaryLine(snapshot: Snapshot, columns = Number.POSITIVE_INFINITY): string {
	let parts = partsOf(snapshot);
	for (const name of omittedFirst) {
		if (parts.join(gap).length > columns) {
			parts = parts.filter(part => !part.startsWith(`${name} `));
		}
	}

	return parts.join(gap);
}

const gap = '  ';

function partsOf(snapshot: Snapshot): readonly string[] {
	const {readings} = snapshot;
	const cpu = known(readings.processor);
	const load = known(readings.load);
	const memory = known(readings.memory);
	const network = known(readings.network);
	const disk = fullest(readings);
	return [
		formatTime(snapshot.timestampMs),
		`CPU ${percentOr(cpu?.total.usedPercent)}`,
		`LOAD ${load ? load.load1.toFixed(2) : absent}`,
		`MEM ${percentOr(memory?.usedPercent)}`,
		`SWAP ${percentOr(memory?.swap?.usedPercent)}`,
		`DISK ${disk ? `${printableLine(disk.path)} ${formatPercent(disk.usedPercent)}` : absent}`,
		`RX ${rateOr(network?.receiveBytesPerSecond)}`,
		`TX ${rateOr(network?.sendBytesPerSecond)}`,
		...(known(readings.gpu) ?? []).map(gpu => `GPU${gpu.id} ${percentOr(gpu.usedPercent)}`),
	];
}

function fullest({disks}: Readings): {readonly path: string; readonly usedPercent: number} | undefined {
	return (known(disks) ?? [])
		.flatMap(({path, space}) => (space.state === 'ok' ? [{path, usedPercent: space.value.usedPercent}] : []))
		.reduce<{path: string; usedPercent: number} | undefined>(
			(worst, disk) => (worst && worst.usedPercent >= disk.usedPercent ? worst : disk),
			undefined,
		);
}
