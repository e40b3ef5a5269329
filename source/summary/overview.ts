import {known} from '../metrics/reading.js';
import type {Readings} from '../metrics/snapshot.js';
import {formatBytes, formatGigahertz} from '../support/format.js';
import {type Paint, percentOr, reasonOf, share} from './cell.js';
import type {SummaryOptions} from './summary-options.js';
import {createTable} from './table.js';

export function overview(readings: Readings, options: SummaryOptions, paint: Paint): string {
	const table = createTable(['', 'Used', 'Details'], options);
	const cpu = known(readings.processor);
	if (readings.processor.state !== 'disabled') {
		const load = known(readings.load);
		const frequency = known(readings.frequency)?.currentMhz;
		table.push([
			'CPU',
			share(cpu?.total.usedPercent, paint),
			cpu
				? [
						`${cpu.cores.length} cores`,
						...(frequency === undefined ? [] : [`${formatGigahertz(frequency)} GHz`]),
						...(load ? [`load ${load.load1.toFixed(2)} ${load.load5.toFixed(2)} ${load.load15.toFixed(2)}`] : []),
						`iowait ${percentOr(cpu.total.iowaitPercent)}`,
						`steal ${percentOr(cpu.total.stealPercent)}`,
					].join(', ')
				: reasonOf(readings.processor),
		]);
	}

	if (readings.memory.state !== 'disabled') {
		const memory = known(readings.memory);
		table.push([
			'Memory',
			share(memory?.usedPercent, paint),
			memory
				? `${formatBytes(memory.usedBytes)} of ${formatBytes(memory.totalBytes)}, ${formatBytes(memory.availableBytes)} available`
				: reasonOf(readings.memory),
		]);
		const swap = memory?.swap;
		if (swap) {
			table.push([
				'Swap',
				share(swap.usedPercent, paint),
				swap.usedPercent === undefined ? 'none' : `${formatBytes(swap.usedBytes)} of ${formatBytes(swap.totalBytes)}`,
			]);
		}
	}

	const processes = known(readings.processes);
	if (processes) {
		table.push([
			'Processes',
			String(processes.total),
			processes.running === undefined ? '' : `${processes.running} running, ${processes.zombie ?? 0} zombie`,
		]);
	}

	const limits = known(readings.limits);
	if (limits && (limits.memoryLimitBytes !== undefined || limits.cpuLimitCores !== undefined)) {
		table.push([
			'Container',
			share(limits.memoryUsedPercent, paint),
			[
				...(limits.memoryLimitBytes === undefined ? [] : [`memory limit ${formatBytes(limits.memoryLimitBytes)}`]),
				...(limits.cpuLimitCores === undefined
					? []
					: [`CPU limit ${Math.round(limits.cpuLimitCores * 100) / 100} cores`]),
			].join(', '),
		]);
	}

	return table.length === 0 ? '' : table.toString();
}
