import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {rounded, whole} from '../nullable.js';

export function diskIoSection({readings}: Snapshot) {
	const diskIo = known(readings.disk_io);
	return diskIo
		? {
				read_rate: whole(diskIo.readBytesPerSecond),
				write_rate: whole(diskIo.writeBytesPerSecond),
				busy_percent: rounded(diskIo.busyPercent),
			}
		: null;
}
