import {known} from '../../metrics/reading.js';
import type {Snapshot} from '../../metrics/snapshot.js';
import {rounded} from '../nullable.js';

/** The main disk is the first that was configured, else `/`, else the first there is. */
export function diskSection({readings}: Snapshot) {
	const disks = known(readings.disks);
	const disk = disks?.find(({path}) => path === '/') ?? disks?.[0];
	const space = known(disk?.space);
	return disk && space
		? {
				total: space.totalBytes,
				used: space.usedBytes,
				free: space.freeBytes,
				percentage: rounded(space.usedPercent),
				path: disk.path,
			}
		: null;
}
