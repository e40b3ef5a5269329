import {known} from '../metrics/reading.js';
import type {DeviceCounters, DeviceIo, DiskIo, Readings} from '../metrics/snapshot.js';
import {unsent} from './codec.js';
import {devicesOf, type Mount} from './disks.js';
import {byteRate, count, field, flag, milliseconds, number, optional, percent, rate, text} from './fields.js';
import {counter, type Family, gauge, type Point} from './prometheus-family.js';
import {list, record} from './record.js';
import {section} from './section.js';
import {units} from './unit.js';

/** A record of an interval contains the mean. */
const mean = {figure: 'mean'} as const;

const device = record<DeviceIo>()({
	name: text('name', 'kernel name of the block device'),
	deviceNumber: text('device_number', 'device number, major:minor'),
	isPhysical: flag('physical', 'whether the device is a physical disk, which counts in the totals'),
	isPartition: flag('partition', 'whether the device is a partition of another one'),
	readBytesPerSecond: byteRate('read_rate', 'read rate of the device', {prometheus: 'disk_read_bytes_per_second'}),
	writeBytesPerSecond: byteRate('write_rate', 'write rate of the device', {
		prometheus: 'disk_write_bytes_per_second',
	}),
	readsPerSecond: optional(rate('reads_rate', 'completed read requests', {prometheus: 'disk_reads_per_second'})),
	writesPerSecond: optional(rate('writes_rate', 'completed write requests', {prometheus: 'disk_writes_per_second'})),
	readAwaitMs: optional(
		milliseconds('read_await_ms', 'mean time of a read request, with its time in the queue; null if none completed', {
			...mean,
			prometheus: 'disk_read_await_seconds',
		}),
	),
	writeAwaitMs: optional(
		milliseconds('write_await_ms', 'mean time of a write request, with its time in the queue; null if none completed', {
			...mean,
			prometheus: 'disk_write_await_seconds',
		}),
	),
	awaitMs: optional(
		milliseconds('await_ms', 'mean time of a request, with its time in the queue; null if none completed', {
			...mean,
			title: 'disk wait',
			prometheus: 'disk_await_seconds',
		}),
	),
	queueLength: optional(
		number('queue', 'mean number of requests in flight', {
			...mean,
			decimals: 2,
			title: 'disk queue',
			prometheus: 'disk_queue_length',
		}),
	),
	busyPercent: optional(
		percent('busy_percent', 'share of time the device had I/O in progress', {
			title: 'disk busy time',
			prometheus: 'disk_busy_ratio',
		}),
	),
	ioErrors: optional(
		count('io_errors', 'total failed requests; null if the driver does not count them', {
			title: 'disk I/O errors',
			prometheus: {name: 'disk_io_errors', type: 'counter'},
		}),
	),
});

/** The totals are not exported to Prometheus: it gets the single devices and can sum them. */
export const diskIo = section(
	'disk_io',
	record<Omit<DiskIo, 'devices'> & {readonly devices: DiskIo['devices'] | undefined}>()({
		readBytesPerSecond: byteRate('read_rate', 'read rate of all physical disks', {inHistory: true}),
		writeBytesPerSecond: byteRate('write_rate', 'write rate of all physical disks', {inHistory: true}),
		readsPerSecond: optional(rate('reads_rate', 'completed read requests of all physical disks')),
		writesPerSecond: optional(rate('writes_rate', 'completed write requests of all physical disks')),
		busyPercent: optional(percent('busy_percent', 'share of time the busiest physical disk had I/O in progress')),
		// Messages of earlier versions have none.
		devices: optional(
			field(
				'devices',
				list(device, {
					description: 'disks, partitions and stacked block devices with I/O',
					place: {head: 'disk_io', key: 'name'},
					labels: ({name}) => ({device: name}),
				}),
			),
		),
		counters: unsent(undefined),
	}),
	({readings}) => known(readings.disk_io),
	counterFamilies,
);

/** Returns the disk I/O of a message. Without devices, its mount points represent them. */
export function diskIoOf(view: ReturnType<typeof diskIo.decode>, mounts: readonly Mount[] = []): DiskIo | undefined {
	if (!view) {
		return undefined;
	}

	const {counters: _, devices, ...totals} = view;
	return {...totals, devices: devices ?? devicesOf(mounts)};
}

function counterFamilies(readings: Readings): readonly Family[] {
	const {counters = []} = known(readings.disk_io) ?? {};
	const each = (value: (device: DeviceCounters) => number | undefined): readonly Point[] =>
		counters.map(device => ({labels: {device: device.name}, value: value(device)}));
	const seconds = (ms: number | undefined): number | undefined =>
		ms === undefined ? undefined : units.milliseconds.toBase(ms);

	return [
		counter(
			'disk_reads_completed',
			'Total reads completed.',
			each(({reads}) => reads),
		),
		counter(
			'disk_reads_merged',
			'Total reads merged into another one.',
			each(({readsMerged}) => readsMerged),
		),
		counter(
			'disk_read_bytes',
			'Total bytes read from the device.',
			each(({readBytes}) => readBytes),
		),
		counter(
			'disk_read_time_seconds',
			'Total time of all reads together.',
			each(({readMs}) => seconds(readMs)),
		),
		counter(
			'disk_writes_completed',
			'Total writes completed.',
			each(({writes}) => writes),
		),
		counter(
			'disk_writes_merged',
			'Total writes merged into another one.',
			each(({writesMerged}) => writesMerged),
		),
		counter(
			'disk_written_bytes',
			'Total bytes written to the device.',
			each(({writtenBytes}) => writtenBytes),
		),
		counter(
			'disk_write_time_seconds',
			'Total time of all writes together.',
			each(({writeMs}) => seconds(writeMs)),
		),
		gauge(
			'disk_io_now',
			'Number of requests in flight.',
			each(({inFlight}) => inFlight),
		),
		counter(
			'disk_io_time_seconds',
			'Total time the device had I/O in progress.',
			each(({busyMs}) => seconds(busyMs)),
		),
		counter(
			'disk_io_time_weighted_seconds',
			'Total time of I/O in progress, weighted with the number of requests.',
			each(({weightedMs}) => seconds(weightedMs)),
		),
		counter(
			'disk_discards_completed',
			'Total discards completed.',
			each(({discards}) => discards),
		),
		counter(
			'disk_discards_merged',
			'Total discards merged into another one.',
			each(({discardsMerged}) => discardsMerged),
		),
		counter(
			'disk_discarded_bytes',
			'Total bytes discarded.',
			each(({discardedBytes}) => discardedBytes),
		),
		counter(
			'disk_discard_time_seconds',
			'Total time of all discards together.',
			each(({discardMs}) => seconds(discardMs)),
		),
		counter(
			'disk_flush_requests',
			'Total flush requests completed.',
			each(({flushes}) => flushes),
		),
		counter(
			'disk_flush_requests_time_seconds',
			'Total time of all flush requests together.',
			each(({flushMs}) => seconds(flushMs)),
		),
	];
}
