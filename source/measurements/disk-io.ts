import {known} from '../metrics/reading.js';
import type {DeviceCounters, DeviceIo, DiskIo, Readings} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {devicesOf, type Mount} from './disks.js';
import {byteRate, optional, percent} from './fields.js';
import {counter, type Family, gauge, type Point} from './prometheus-family.js';
import {record} from './record.js';
import {section} from './section.js';

/** Prometheus sums devices itself: it has them one by one. */
export const diskIo = section(
	'disk_io',
	record<DiskIo>()({
		readBytesPerSecond: byteRate('read_rate', 'read from all physical disks', {inHistory: true}),
		writeBytesPerSecond: byteRate('write_rate', 'written to all physical disks', {inHistory: true}),
		busyPercent: optional(percent('busy_percent', 'of the busiest physical disk')),
		devices: unsent([]),
		counters: unsent(undefined),
	}),
	({readings}) => known(readings.disk_io),
	deviceFamilies,
);

/** The disks of the message stand for the devices. */
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
			'Read from the device.',
			each(io => io.readBytesPerSecond),
		),
		gauge(
			'disk_write_bytes_per_second',
			'Written to the device.',
			each(io => io.writeBytesPerSecond),
		),
		gauge(
			'disk_busy_ratio',
			'Share of time with a request under way.',
			each(({busyPercent}) => busyPercent && busyPercent / 100),
		),
		counter(
			'disk_read_bytes',
			'Bytes read from the device.',
			counted(({readBytes}) => readBytes),
		),
		counter(
			'disk_written_bytes',
			'Bytes written to the device.',
			counted(({writtenBytes}) => writtenBytes),
		),
		counter(
			'disk_reads_completed',
			'Reads completed.',
			counted(({reads}) => reads),
		),
		counter(
			'disk_writes_completed',
			'Writes completed.',
			counted(({writes}) => writes),
		),
		counter(
			'disk_io_time_seconds',
			'Time with a request under way.',
			counted(({busyMs}) => busyMs && busyMs * (1 / 1000)),
		),
	];
}
