import type {Reading} from '../reading.js';
import type {DiskSpace} from '../snapshot.js';

/** What statfs(2) says, as Node hands it out. */
export type StatFs = {
	readonly bsize: number;
	/** The unit of the block counts. Node tells it from 24 on; on the file systems asked in-process it equals `bsize`. */
	readonly frsize?: number;
	readonly blocks: number;
	readonly bfree: number;
	/** Free to an ordinary user. */
	readonly bavail: number;
	readonly files: number;
	readonly ffree: number;
};

export function spaceFromStatFs(stat: StatFs): Reading<DiskSpace> {
	const unitBytes = stat.frsize ?? stat.bsize;
	const sizes = {
		totalBytes: stat.blocks * unitBytes,
		usedBytes: Math.max(0, stat.blocks - stat.bfree) * unitBytes,
		freeBytes: stat.bavail * unitBytes,
	};
	const inodes =
		stat.files === 0
			? undefined
			: {
					total: stat.files,
					free: stat.ffree,
					usedPercent: (Math.max(0, stat.files - stat.ffree) / stat.files) * 100,
				};
	return spaceFromSizes(sizes, inodes);
}

/** The percentage is df's, before df rounds it up: blocks reserved for root count neither as used nor as free. */
export function spaceFromSizes(
	{totalBytes, usedBytes, freeBytes}: Pick<DiskSpace, 'totalBytes' | 'usedBytes' | 'freeBytes'>,
	inodes?: DiskSpace['inodes'],
): Reading<DiskSpace> {
	if (usedBytes + freeBytes === 0) {
		return {state: 'unsupported', reason: 'this file system has no space to fill'};
	}

	const usedPercent = (usedBytes / (usedBytes + freeBytes)) * 100;
	return {state: 'ok', value: {totalBytes, usedBytes, freeBytes, usedPercent, inodes}};
}
