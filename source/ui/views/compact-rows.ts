import {known} from '../../metrics/reading.js';
import type {Disk, Gpu, Snapshot} from '../../metrics/snapshot.js';
import {absent, formatPercent, formatRate, formatShortRate} from '../../support/format.js';
import type {Appearance} from '../drawing/appearance.js';
import {bar} from '../drawing/bar.js';
import type {Series} from '../drawing/graph.js';
import {type Line, lineWidth, longestThatFits, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fitRight} from '../drawing/text.js';
import {cpuOfLimitPercent} from '../panels/cpu-of-limit.js';
import {fullestDisk, scarceInodes} from '../panels/fullness.js';
import {networkScale} from '../panels/traffic-scale.js';
import {busierRate, uncountedInterface} from '../panels/uncounted-interface.js';
import {levelRole, type Role} from '../theme/role.js';

/** A graph of one row. */
export type GraphOfRow = {
	readonly series: Series;
	readonly max: number;
	readonly role?: Role;
	/** A note about its scale, behind the notes of the row. */
	readonly scaleNote?: Line;
};

/** A resource in one row: its figure, a graph, and notes behind it. */
export type ResourceRow = {
	/** Label, bar and figure. */
	readonly head: Line;
	readonly graph?: GraphOfRow | undefined;
	/** Variants of the notes from long to short, of which the first that fits is shown. */
	readonly notes: readonly Line[];
};

const labelWidth = 6;
const percentWidth = 7;

/** Returns the width of the bars for a view of that width. */
export function barWidthOf(width: number): number {
	const room = Math.max(0, width - labelWidth - percentWidth);
	return Math.min(room, Math.max(4, Math.min(24, Math.floor(room / 3))));
}

export function headWidth(barWidth: number): number {
	return labelWidth + barWidth + percentWidth;
}

/** Draws a share with its bar. */
function shareHead(label: string, percent: number | undefined, barWidth: number, {glyphs}: Appearance): Line {
	const figure = span(
		fitRight(percent === undefined ? absent : formatPercent(percent), percentWidth),
		percent === undefined ? 'muted' : levelRole(percent),
	);
	return barWidth <= 0
		? [figure]
		: [span(` ${label.padEnd(labelWidth - 1)}`, 'muted'), ...bar(percent, barWidth, glyphs), figure];
}

export function cpuRow({readings}: Snapshot, series: Series, barWidth: number, appearance: Appearance): ResourceRow {
	const cpu = known(readings.processor);
	const load = known(readings.load);
	const limit = limitNote(cpuOfLimitPercent(known(readings.limits)));
	const label = span('load ', 'muted');
	const cores: Line = cpu ? [span(` / ${cpu.cores.length}`, 'muted')] : [];
	const short: Line = load ? [label, span(load.load1.toFixed(2))] : [];
	const long: Line = load
		? [label, span([load.load1, load.load5, load.load15].map(value => value.toFixed(2)).join(' '))]
		: [];
	return {
		head: shareHead('CPU', cpu?.total.usedPercent, barWidth, appearance),
		graph: {series, max: 100},
		notes: [
			[...limit, ...long, ...cores],
			[...limit, ...short, ...cores],
			[...limit, ...short],
			...(limit.length > 0 ? [limit] : [short]),
		].map(trimmed),
	};
}

/** Draws the usage of a container limit; empty without a limit. */
function limitNote(percent: number | undefined): Line {
	return percent === undefined
		? []
		: [span('container ', 'muted'), span(formatPercent(percent), levelRole(percent)), span('  ')];
}

export function memoryRow({readings}: Snapshot, series: Series, barWidth: number, appearance: Appearance): ResourceRow {
	const memory = known(readings.memory);
	const head = shareHead('MEM', memory?.usedPercent, barWidth, appearance);
	if (!memory) {
		return {head, notes: []};
	}

	const amounts = (format: (bytes: number) => string): Line => [
		span(`${format(memory.usedBytes)}/${format(memory.totalBytes)}`),
	];
	const {swap} = memory;
	const swapNote: Line =
		swap?.usedPercent === undefined
			? []
			: [span('  swap ', 'muted'), span(formatPercent(swap.usedPercent), levelRole(swap.usedPercent))];
	const limit = limitNote(known(readings.limits)?.memoryUsedPercent);
	return {
		head,
		graph: {series, max: 100},
		notes: [
			[...limit, ...amounts(appearance.bytes), ...swapNote],
			[...limit, ...amounts(appearance.shortBytes), ...swapNote],
			[...limit, ...amounts(appearance.shortBytes)],
			...(limit.length > 0 ? [limit] : [amounts(appearance.shortBytes)]),
		].map(trimmed),
	};
}

export function diskRow({readings}: Snapshot, barWidth: number, appearance: Appearance): ResourceRow {
	const disks: readonly Disk[] | undefined = known(readings.disks);
	const disk = disks?.find(({isUnexpectedlyReadOnly}) => isUnexpectedlyReadOnly) ?? fullestDisk(disks);
	const space = known(disk?.space);
	const inodesPercent = space && scarceInodes(space);
	const head = shareHead('DISK', inodesPercent ?? space?.usedPercent, barWidth, appearance);
	const path: Line = disk && space ? [span(printable(disk.path))] : [];
	const free: Line =
		!disk || !space
			? []
			: disk.isUnexpectedlyReadOnly
				? [span('  read-only', 'critical')]
				: inodesPercent === undefined
					? [span(`  ${appearance.bytes(space.freeBytes)}`), span(' free', 'muted')]
					: [span('  inodes used', 'muted')];
	const rates = diskRates(readings);
	const gap: Line = path.length > 0 && rates.length > 0 ? [span('   ')] : [];
	return {head, notes: [[...path, ...free, ...gap, ...rates], [...path, ...free], path]};
}

function diskRates(readings: Snapshot['readings']): Line {
	const io = known(readings.disk_io);
	if (!io) {
		return [];
	}

	const rate = (value: number): Line => [span(fitRight(formatShortRate(value), 5), value > 0 ? 'text' : 'muted')];
	const {busyPercent} = io;
	return [
		span('r ', 'muted'),
		...rate(io.readBytesPerSecond),
		span('  w ', 'muted'),
		...rate(io.writeBytesPerSecond),
		...(busyPercent === undefined
			? []
			: [span('  busy', 'muted'), span(fitRight(`${Math.round(busyPercent)}%`, 5), levelRole(busyPercent))]),
	];
}

export function gpuRow(gpu: Gpu, barWidth: number, appearance: Appearance): ResourceRow {
	const head = shareHead(`GPU${gpu.id}`, gpu.usedPercent, barWidth, appearance);
	if (gpu.problem !== undefined) {
		return {head, notes: [[span(printable(gpu.problem), 'critical')]]};
	}

	if (gpu.isAsleep) {
		return {head, notes: [[span('asleep', 'muted')]]};
	}

	const {memoryUsedBytes, memoryTotalBytes, temperatureCelsius, powerWatts} = gpu;
	const memory: Line =
		memoryUsedBytes === undefined || memoryTotalBytes === undefined
			? []
			: [span(`${appearance.bytes(memoryUsedBytes)}/${appearance.bytes(memoryTotalBytes)}`)];
	const heat: Line = [
		...(temperatureCelsius === undefined ? [] : [span(`  ${Math.round(temperatureCelsius)}°C`)]),
		...(powerWatts === undefined ? [] : [span(` ${Math.round(powerWatts)}W`)]),
	];
	return {head, notes: [[...memory, ...heat], memory]};
}

/** Draws both directions and, as a note, the scale of the graph and a busy interface that is not counted. */
export function networkRow(snapshot: Snapshot, series: Series, barWidth: number, appearance: Appearance): ResourceRow {
	const uncounted = uncountedInterface(known(snapshot.readings.network));
	const other: Line = uncounted
		? [span(`${printable(uncounted.name)} `, 'muted'), span(formatRate(busierRate(uncounted)))]
		: [];
	const max = networkScale(series);
	const scale: Line = [span('max ', 'muted'), span(formatRate(max), 'muted')];
	return {
		head: directions(snapshot, headWidth(barWidth), appearance),
		graph: {series, max, role: 'receive', scaleNote: scale},
		notes: uncounted ? [other] : [],
	};
}

/** Draws the network in few cells. */
export function networkNote(snapshot: Snapshot, appearance: Appearance): Line {
	return [span('NET ', 'muted'), ...rates(snapshot, formatShortRate, 5, appearance)];
}

function directions(snapshot: Snapshot, width: number, appearance: Appearance): Line {
	const label = span(` ${'NET'.padEnd(labelWidth - 1)}`, 'muted');
	return longestThatFits(
		[
			[label, ...rates(snapshot, formatRate, 10, appearance)],
			[label, ...rates(snapshot, formatShortRate, 5, appearance)],
			rates(snapshot, formatShortRate, 5, appearance),
		],
		width,
	);
}

function rates({readings}: Snapshot, format: (rate: number) => string, rateWidth: number, {glyphs}: Appearance): Line {
	const {receiveBytesPerSecond, sendBytesPerSecond} = known(readings.network) ?? {};
	const rate = (value: number | undefined): string => fitRight(value === undefined ? absent : format(value), rateWidth);
	return [
		span(glyphs.down, 'receive'),
		span(`${rate(receiveBytesPerSecond)}  `),
		span(glyphs.up, 'send'),
		span(rate(sendBytesPerSecond)),
	];
}

/** Returns a line without blanks at its end. */
function trimmed(line: Line): Line {
	const last = line.at(-1);
	return last && last.text.trim() === '' && lineWidth(line) > 0 ? line.slice(0, -1) : line;
}
