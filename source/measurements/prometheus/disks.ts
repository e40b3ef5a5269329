import {known} from '../../metrics/reading.js';
import type {DeviceCounters, Disk, Readings} from '../../metrics/snapshot.js';
import {counter, type Family, gauge, type Point} from '../prometheus-family.js';
import {ratio, scaled} from './scale.js';

export function diskFamilies(readings: Readings): readonly Family[] {
	const disks = known(readings.disks) ?? [];
	const {devices = [], counters = []} = known(readings.disk_io) ?? {};
	const labelled = (value: (disk: Disk) => number | undefined): readonly Point[] =>
		disks.map(disk => ({
			labels: {mountpoint: disk.path, device: disk.source, fstype: disk.fileSystem},
			value: value(disk),
		}));
	const device = (value: (io: (typeof devices)[number]) => number | undefined): readonly Point[] =>
		devices.map(io => ({labels: {device: io.name}, value: value(io)}));
	const counted = (value: (device: DeviceCounters) => number | undefined): readonly Point[] =>
		counters.map(device => ({labels: {device: device.name}, value: value(device)}));

	return [
		gauge(
			'filesystem_size_bytes',
			'Size of the file system.',
			labelled(({space}) => known(space)?.totalBytes),
		),
		gauge(
			'filesystem_avail_bytes',
			'What an ordinary user may still write.',
			labelled(({space}) => known(space)?.freeBytes),
		),
		gauge(
			'filesystem_used_bytes',
			'Space in use.',
			labelled(({space}) => known(space)?.usedBytes),
		),
		gauge(
			'filesystem_files',
			'Inodes there are.',
			labelled(({space}) => known(space)?.inodes?.total),
		),
		gauge(
			'filesystem_files_free',
			'Inodes left.',
			labelled(({space}) => known(space)?.inodes?.free),
		),
		gauge(
			'filesystem_readonly',
			'Whether it is mounted read-only.',
			labelled(({isReadOnly}) => (isReadOnly ? 1 : 0)),
		),
		gauge(
			'disk_read_bytes_per_second',
			'Read from the device.',
			device(io => io.readBytesPerSecond),
		),
		gauge(
			'disk_write_bytes_per_second',
			'Written to the device.',
			device(io => io.writeBytesPerSecond),
		),
		gauge(
			'disk_busy_ratio',
			'Share of time with a request under way.',
			device(io => ratio(io.busyPercent)),
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
			counted(({busyMs}) => scaled(busyMs, 1 / 1000)),
		),
	];
}
