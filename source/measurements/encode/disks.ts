import {trafficOf} from '../../metrics/disk-traffic.js';
import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {orNull, rounded, whole} from '../nullable.js';

export function disksSection({readings}: Snapshot) {
	const disks = known(readings.disks);
	const traffic = trafficOf(known(readings.disk_io));
	return (
		disks?.map(disk => {
			const space = known(disk.space);
			const io = traffic(disk);
			return {
				path: disk.path,
				device: disk.source,
				file_system: disk.fileSystem,
				read_only: disk.isReadOnly,
				total: orNull(space?.totalBytes),
				used: orNull(space?.usedBytes),
				free: orNull(space?.freeBytes),
				percentage: rounded(space?.usedPercent),
				inodes_total: orNull(space?.inodes?.total),
				inodes_free: orNull(space?.inodes?.free),
				inodes_percentage: rounded(space?.inodes?.usedPercent),
				read_rate: whole(io?.readBytesPerSecond),
				write_rate: whole(io?.writeBytesPerSecond),
				busy_percent: rounded(io?.busyPercent),
				...(disk.space.state === 'ok' ? {} : {error: disk.space.reason ?? disk.space.state}),
			};
		}) ?? null
	);
}
