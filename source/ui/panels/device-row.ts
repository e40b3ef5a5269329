import type {DeviceIo, DiskIo} from '../../metrics/snapshot.js';
import {absent, formatRate} from '../../support/format.js';
import {fitLine, type Line, type Span, span} from '../drawing/line.js';
import {printable} from '../drawing/printable.js';
import {fit, fitRight} from '../drawing/text.js';
import {highest} from '../hooks/use-list.js';
import type {Role} from '../theme/role.js';
import {busyRole, rateRole} from './disk-level.js';

const minNameWidth = 8;

type Column = {
	readonly head: string;
	readonly width: number;
	/** Columns of a low number are shown first when there is little room. */
	readonly priority: number;
	readonly draw: (device: DeviceIo) => readonly [text: string | undefined, role: Role];
};

/** The columns after the name. The last three have the widths of those of the mounts. */
const columns: readonly Column[] = [
	{head: 'req/s', width: 8, priority: 4, draw: device => figure(requests(device), formatCount)},
	{head: 'await', width: 9, priority: 2, draw: device => figure(device.awaitMs, formatMs)},
	{head: 'queue', width: 7, priority: 3, draw: device => figure(device.queueLength, formatQueue)},
	{
		head: 'read',
		width: 11,
		priority: 5,
		draw: ({readBytesPerSecond, busyPercent}) => [
			formatRate(readBytesPerSecond),
			rateRole(readBytesPerSecond, busyPercent),
		],
	},
	{
		head: 'write',
		width: 11,
		priority: 5,
		draw: ({writeBytesPerSecond, busyPercent}) => [
			formatRate(writeBytesPerSecond),
			rateRole(writeBytesPerSecond, busyPercent),
		],
	},
	{
		head: 'busy',
		width: 6,
		priority: 1,
		draw: ({busyPercent}) => [busyPercent === undefined ? undefined : formatBusy(busyPercent), busyRole(busyPercent)],
	},
];

/** Returns the devices to list: no partitions, and idle devices only if they are disks, mapped or RAID devices. */
export function listedDevices(diskIo: DiskIo | undefined): readonly DeviceIo[] {
	const devices = (diskIo?.devices ?? []).filter(
		device => !device.isPartition && (device.isPhysical || !isMinor.test(device.name) || (device.busyPercent ?? 0) > 0),
	);
	return [...devices.filter(({isPhysical}) => isPhysical), ...devices.filter(({isPhysical}) => !isPhysical)];
}

/** Loop devices, RAM disks, optical and floppy drives. */
const isMinor = /^(?:loop|ram|zram|sr|fd)\d/;

/** Returns the rows of the table of devices: a header and at least one device, or none. */
export function deviceTableRows(devices: readonly DeviceIo[], room: number): number {
	return room < 2 || devices.length === 0 ? 0 : Math.min(room, devices.length + 1);
}

/** Draws a header and the busiest devices in a number of rows from `deviceTableRows`. */
export function deviceTable(devices: readonly DeviceIo[], width: number, rows: number): readonly Line[] {
	if (rows === 0) {
		return [];
	}

	const shown = highest(devices, rows - 1, ({busyPercent, queueLength}) => (busyPercent ?? 0) + (queueLength ?? 0));
	const hidden = devices.length - shown.length;
	const fitting = columnsFor(width);
	const nameWidth = width - fitting.reduce((sum, column) => sum + column.width, 0);
	const title = hidden > 0 ? `device (+${hidden} more)` : 'device';
	const head = [fit(title, nameWidth), ...fitting.map(column => fitRight(column.head, column.width))].join('');
	return [
		fitLine([span(head, 'muted')], width),
		...shown.map(device => [
			span(fit(printable(device.name), nameWidth), 'text'),
			...fitting.map((column): Span => {
				const [text = absent, role] = column.draw(device);
				return span(fitRight(text, column.width), role);
			}),
		]),
	];
}

/** Returns the columns that fit. */
function columnsFor(width: number): readonly Column[] {
	const allowed = [1, 2, 3, 4, 5].filter(priority => {
		const used = columns.filter(column => column.priority <= priority).reduce((sum, column) => sum + column.width, 0);
		return used + minNameWidth <= width;
	});
	return columns.filter(({priority}) => allowed.includes(priority));
}

/** Returns the text and the muted role for values of zero. */
function figure(value: number | undefined, format: (value: number) => string): readonly [string | undefined, Role] {
	return value === undefined ? [undefined, 'muted'] : [format(value), value === 0 ? 'muted' : 'text'];
}

function requests({readsPerSecond, writesPerSecond}: DeviceIo): number | undefined {
	return readsPerSecond === undefined || writesPerSecond === undefined ? undefined : readsPerSecond + writesPerSecond;
}

/** Formats a rate in at most six characters: `0.5`, `310`, `99999`, `1235k`. */
function formatCount(count: number): string {
	if (count >= 100_000) {
		return `${Math.round(count / 1000)}k`;
	}

	return count > 0 && count < 9.95 ? count.toFixed(1) : String(Math.round(count));
}

/** Formats a duration in at most eight characters: `0.04 ms`, `12.5 ms`, `1250 ms`, `25.0 s`. */
function formatMs(ms: number): string {
	return ms >= 10_000 ? `${(ms / 1000).toFixed(ms < 100_000 ? 1 : 0)} s` : `${formatQueue(ms)} ms`;
}

/** Formats a number with three digits: `0.45`, `12.5`, `310`. */
function formatQueue(length: number): string {
	return length.toFixed(length < 9.995 ? 2 : length < 99.95 ? 1 : 0);
}

function formatBusy(percent: number): string {
	return `${Math.round(percent)}%`;
}
