import {absent, formatPercent, formatTime} from '../format.js';
import {known} from '../metrics/reading.js';
import type {Readings, Snapshot} from '../metrics/snapshot.js';
import {clean, percentOr, rateOr} from './cell.js';

/** One readable line, for a pipe: `10:15:30  CPU 25.5%  MEM 68.2%  …`. */
export function summaryLine(snapshot: Snapshot): string {
	const {readings} = snapshot;
	const cpu = known(readings.cpu);
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
		`DISK ${disk ? `${clean(disk.path)} ${formatPercent(disk.usedPercent)}` : absent}`,
		`RX ${rateOr(network?.receiveBytesPerSecond)}`,
		`TX ${rateOr(network?.sendBytesPerSecond)}`,
		...(known(readings.gpu) ?? []).map(gpu => `GPU${gpu.id} ${percentOr(gpu.usedPercent)}`),
	].join('  ');
}

function fullest({disks}: Readings): {readonly path: string; readonly usedPercent: number} | undefined {
	return (known(disks) ?? [])
		.flatMap(({path, space}) => (space.state === 'ok' ? [{path, usedPercent: space.value.usedPercent}] : []))
		.reduce<{path: string; usedPercent: number} | undefined>(
			(worst, disk) => (worst && worst.usedPercent >= disk.usedPercent ? worst : disk),
			undefined,
		);
}
