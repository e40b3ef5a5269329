import {known} from '../metrics/reading.js';
import type {DeviceCounters, DeviceIo, DiskIo, Readings} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {devicesOf, type Mount} from './disks.js';
import {byteRate, optional, percent} from './fields.js';
import {counter, type Family, gauge, type Point} from './prometheus-family.js';
import {record} from './record.js';
import {section} from './section.js';
import {units} from './unit.js';

/** The totals are not exported to Prometheus: it gets the single devices and can sum them. */
export const diskIo = section(
	'disk_io',
	record<DiskIo>()({
		readBytesPerSecond: byteRate('read_rate', 'read rate of all physical disks', {inHistory: true}),
		writeBytesPerSecond: byteRate('write_rate', 'write rate of all physical disks', {inHistory: true}),
		busyPercent: optional(percent('busy_percent', 'share of time the busiest physical disk had I/O in progress')),
		devices: unsent([]),
		counters: unsent(undefined),
	}),
	({readings}) => known(readings.disk_io),
	deviceFamilies,
);

/** Returns the disk I/O of a message; the mount points in the message represent the devices. */
export function diskIoOf(view: DiskIo | undefined, mounts: readonly Mount[] = []): DiskIo | undefined {
	if (!view) {
		return undefined;
	}

	const {counters: _, ...totals} = view;
	return {...totals, devices: devicesOf(mounts)};
}

function deviceFamilies(readings: Readings): readonly Family[] {
	const {devices = [], counters = []} = known(readings.disk_io) ?? {};
	const each = (value: (io: DeviceIo) => number | undefined): readonly Point[] =>
		devices.map(io => ({labels: {device: io.name}, value: value(io)}));
	const counted = (value: (device: DeviceCounters) => number | undefined): readonly Point[] =>
		counters.map(device => ({labels: {device: device.name}, value: value(device)}));

	return [
		gauge(
			'disk_read_bytes_per_second',
			'Read rate of the device.',
			each(io => io.readBytesPerSecond),
		),
		gauge(
			'disk_write_bytes_per_second',
			'Write rate of the device.',
			each(io => io.writeBytesPerSecond),
		),
		gauge(
			'disk_busy_ratio',
			'Share of time the device had I/O in progress.',
			each(({busyPercent}) => busyPercent && units.percent.toBase(busyPercent)),
		),
		counter(
			'disk_read_bytes',
			'Total bytes read from the device.',
			counted(({readBytes}) => readBytes),
		),
		counter(
			'disk_written_bytes',
			'Total bytes written to the device.',
			counted(({writtenBytes}) => writtenBytes),
		),
		counter(
			'disk_reads_completed',
			'Total reads completed.',
			counted(({reads}) => reads),
		),
		counter(
			'disk_writes_completed',
			'Total writes completed.',
			counted(({writes}) => writes),
		),
		counter(
			'disk_io_time_seconds',
			'Total time the device had I/O in progress.',
			counted(({busyMs}) => busyMs && units.milliseconds.toBase(busyMs)),
		),
	];
}
