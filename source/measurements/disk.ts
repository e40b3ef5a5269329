import {known} from '../metrics/reading.js';
import type {Disk, DiskSpace} from '../metrics/snapshot.js';
import {bytes, percent, size, text} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

/** The first file system that was configured, else `/`, else the first there is: it is in `disks`, too. */
export const disk = section(
	'disks',
	record<Omit<DiskSpace, 'inodes'> & Pick<Disk, 'path'>>()({
		totalBytes: size('total', 'size'),
		usedBytes: bytes('used', 'in use'),
		freeBytes: bytes('free', 'what an ordinary user may still write', {title: 'disk space'}),
		usedPercent: percent('percentage', 'used of used and free, as df has it', {title: 'disk usage', inHistory: true}),
		path: text('path', 'mount point'),
	}),
	({readings}) => {
		const disks = known(readings.disks);
		const main = disks?.find(({path}) => path === '/') ?? disks?.[0];
		const space = known(main?.space);
		return main && space && {...space, path: main.path};
	},
);
