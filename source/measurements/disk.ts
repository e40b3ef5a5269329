import {known} from '../metrics/reading.js';
import type {Disk, DiskSpace} from '../metrics/snapshot.js';
import {bytes, percent, size, text} from './fields.js';
import {record} from './record.js';
import {section} from './section.js';

/** The main file system: `/` if it is monitored, otherwise the first one. It is also in `disks`. */
export const disk = section(
	'disks',
	record<Omit<DiskSpace, 'inodes'> & Pick<Disk, 'path'>>()({
		totalBytes: size('total', 'size of the file system'),
		usedBytes: bytes('used', 'used space'),
		freeBytes: bytes('free', 'space available to unprivileged users', {title: 'disk space'}),
		usedPercent: percent('percentage', 'used space, relative to used plus free as in df', {
			title: 'disk usage',
			inHistory: true,
		}),
		path: text('path', 'mount point'),
	}),
	({readings}) => {
		const disks = known(readings.disks);
		const main = disks?.find(({path}) => path === '/') ?? disks?.[0];
		const space = known(main?.space);
		return main && space && {...space, path: main.path};
	},
);
