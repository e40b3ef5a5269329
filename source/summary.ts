import colors from 'ansi-colors';
import Table from 'cli-table3';
import {absent, formatBytes, formatDuration, formatGigahertz, formatPercent, formatRate, formatTime} from './format.js';
import {known, type Reading} from './metrics/reading.js';
import type {Readings, Snapshot} from './metrics/snapshot.js';

export type SummaryOptions = {
	/** Whether levels are coloured. */
	readonly hasColor: boolean;
	/** Draw tables with ASCII characters alone. */
	readonly isAscii: boolean;
};

const asciiBorder = {
	top: '-',
	'top-mid': '+',
	'top-left': '+',
	'top-right': '+',
	bottom: '-',
	'bottom-mid': '+',
	'bottom-left': '+',
	'bottom-right': '+',
	left: '|',
	'left-mid': '+',
	mid: '-',
	'mid-mid': '+',
	right: '|',
	'right-mid': '+',
	middle: '|',
};

/** Controls and other invisible characters of names from outside never reach the terminal. */
const unprintable = /\p{C}/gu;

/** A snapshot as plain text and tables, for `--once`, pipes and mail. Ends without a line break. */
export function summary(snapshot: Snapshot, options: SummaryOptions): string {
	const {readings} = snapshot;
	const paint = painter(options.hasColor);
	return [
		title(snapshot),
		overview(readings, options, paint),
		disksTable(readings, options, paint),
		networkTable(readings, options),
		gpuTable(readings, options, paint),
	]
		.filter(part => part !== '')
		.join('\n\n');
}

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

type Paint = (text: string, percent: number | undefined) => string;

function painter(hasColor: boolean): Paint {
	const palette = colors.create();
	palette.enabled = hasColor;
	return (text, percent) =>
		percent === undefined
			? text
			: percent >= 90
				? palette.red.bold(text)
				: percent >= 75
					? palette.yellow(text)
					: palette.green(text);
}

function title({timestampMs, readings}: Snapshot): string {
	const system = known(readings.system);
	if (!system) {
		return `mon-tui at ${new Date(timestampMs).toISOString()}`;
	}

	const uptime = formatDuration((timestampMs - system.bootTimeMs) / 1000);
	return `${clean(system.hostname)} - ${clean(system.osVersion)}, ${system.osName} ${clean(system.osRelease)} ${system.machine}, up ${uptime}, at ${new Date(timestampMs).toISOString()}`;
}

function overview(readings: Readings, options: SummaryOptions, paint: Paint): string {
	const table = createTable(['', 'Used', 'Details'], options);
	const cpu = known(readings.cpu);
	if (readings.cpu.state !== 'disabled') {
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
				: reasonOf(readings.cpu),
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
				...(limits.cpuLimitCores === undefined ? [] : [`CPU limit ${limits.cpuLimitCores} cores`]),
			].join(', '),
		]);
	}

	return table.length === 0 ? '' : table.toString();
}

function disksTable({disks}: Readings, options: SummaryOptions, paint: Paint): string {
	if (disks.state !== 'ok' || disks.value.length === 0) {
		return '';
	}

	const table = createTable(['Disk', 'Used', 'Size', 'Free', 'Inodes', 'Type'], options);
	for (const disk of disks.value) {
		const space = known(disk.space);
		table.push([
			clean(disk.path),
			space ? share(space.usedPercent, paint) : reasonOf(disk.space),
			space ? formatBytes(space.totalBytes) : absent,
			space ? formatBytes(space.freeBytes) : absent,
			percentOr(space?.inodes?.usedPercent),
			clean(disk.fileSystem),
		]);
	}

	return table.toString();
}

function networkTable({network}: Readings, options: SummaryOptions): string {
	if (network.state !== 'ok' || network.value.interfaces.length === 0) {
		return '';
	}

	const table = createTable(['Interface', 'Receiving', 'Sending', 'Received', 'Sent'], options);
	for (const face of network.value.interfaces) {
		table.push([
			clean(face.name),
			rateOr(face.receiveBytesPerSecond),
			rateOr(face.sendBytesPerSecond),
			formatBytes(face.receivedBytes),
			formatBytes(face.sentBytes),
		]);
	}

	return table.toString();
}

function gpuTable({gpu}: Readings, options: SummaryOptions, paint: Paint): string {
	if (gpu.state !== 'ok' || gpu.value.length === 0) {
		return '';
	}

	const table = createTable(['GPU', 'Used', 'Memory', 'Temperature', 'Power'], options);
	for (const card of gpu.value) {
		table.push([
			`${card.id} ${clean(card.name)}`,
			card.isAsleep ? 'asleep' : share(card.usedPercent, paint),
			`${card.memoryUsedBytes === undefined ? absent : formatBytes(card.memoryUsedBytes)} of ${card.memoryTotalBytes === undefined ? absent : formatBytes(card.memoryTotalBytes)}`,
			card.temperatureCelsius === undefined ? absent : `${card.temperatureCelsius} °C`,
			card.powerWatts === undefined ? absent : `${card.powerWatts} W`,
		]);
	}

	return table.toString();
}

function createTable(head: string[], {isAscii}: SummaryOptions): Table.Table {
	return new Table({head, style: {head: [], border: []}, ...(isAscii ? {chars: asciiBorder} : {})});
}

function fullest({disks}: Readings): {readonly path: string; readonly usedPercent: number} | undefined {
	return (known(disks) ?? [])
		.flatMap(({path, space}) => (space.state === 'ok' ? [{path, usedPercent: space.value.usedPercent}] : []))
		.reduce<{path: string; usedPercent: number} | undefined>(
			(worst, disk) => (worst && worst.usedPercent >= disk.usedPercent ? worst : disk),
			undefined,
		);
}

function share(percent: number | undefined, paint: Paint): string {
	return paint(percentOr(percent), percent);
}

function percentOr(percent: number | undefined): string {
	return percent === undefined ? absent : formatPercent(percent);
}

function rateOr(bytesPerSecond: number | undefined): string {
	return bytesPerSecond === undefined ? absent : formatRate(bytesPerSecond);
}

function reasonOf(reading: Reading<unknown>): string {
	return reading.state === 'ok' ? '' : (reading.reason ?? reading.state);
}

function clean(text: string): string {
	return text.replaceAll(unprintable, '·');
}
