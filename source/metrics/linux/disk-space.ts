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
	if (stat.bfree > stat.blocks) {
		return impossible(`${stat.bfree} free blocks of ${stat.blocks}`);
	}

	const sizes = {
		totalBytes: stat.blocks * unitBytes,
		usedBytes: (stat.blocks - stat.bfree) * unitBytes,
		freeBytes: stat.bavail * unitBytes,
	};
	return spaceFromSizes(sizes, inodesOf(stat));
}

/** The percentage is df's, before df rounds it up: blocks reserved for root count neither as used nor as free. */
export function spaceFromSizes(
	{totalBytes, usedBytes, freeBytes}: Pick<DiskSpace, 'totalBytes' | 'usedBytes' | 'freeBytes'>,
	inodes?: DiskSpace['inodes'],
): Reading<DiskSpace> {
	if (![totalBytes, usedBytes, freeBytes].every(bytes => Number.isSafeInteger(bytes) && bytes >= 0)) {
		return impossible(`${totalBytes} bytes, ${usedBytes} used, ${freeBytes} free`);
	}

	if (usedBytes > totalBytes || freeBytes > totalBytes) {
		return impossible(`${usedBytes} bytes used and ${freeBytes} free of ${totalBytes}`);
	}

	if (usedBytes + freeBytes === 0) {
		return {state: 'unsupported', reason: 'this file system has no space to fill'};
	}

	const usedPercent = (usedBytes / (usedBytes + freeBytes)) * 100;
	return {state: 'ok', value: {totalBytes, usedBytes, freeBytes, usedPercent, inodes}};
}

/** File systems without a fixed number of inodes write 0, some as many as can be counted. */
function inodesOf({files, ffree}: StatFs): DiskSpace['inodes'] {
	return files > 0 && ffree >= 0 && ffree <= files && Number.isSafeInteger(files)
		? {total: files, free: ffree, usedPercent: ((files - ffree) / files) * 100}
		: undefined;
}

function impossible(found: string): Reading<never> {
	return {state: 'error', reason: `the file system reports what cannot be: ${found}`};
}
