import type {Reading} from '../reading.js';
import type {DiskSpace} from '../snapshot.js';

/** The result of statfs(2) in Node.js. */
export type StatFs = {
	readonly bsize: number;
	/**
	Unit of the block counts. Available from Node 24 on; for the file systems read in this process it equals `bsize`.
	*/
	readonly frsize?: number;
	readonly blocks: number;
	readonly bfree: number;
	/** Blocks available to unprivileged users. */
	readonly bavail: number;
	readonly files: number;
	readonly ffree: number;
};

/** Returns the usage from the result of statfs(2). */
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

/**
Returns the usage from sizes. The percentage is that of df before rounding: blocks reserved for root count neither as
used nor as free.
*/
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
		return {state: 'unsupported', reason: 'this file system has no capacity'};
	}

	const usedPercent = (usedBytes / (usedBytes + freeBytes)) * 100;
	return {state: 'ok', value: {totalBytes, usedBytes, freeBytes, usedPercent, inodes}};
}

/** Returns the inodes. File systems without a fixed number of inodes report 0 or the maximum number. */
function inodesOf({files, ffree}: StatFs): DiskSpace['inodes'] {
	return files > 0 && ffree >= 0 && ffree <= files && Number.isSafeInteger(files)
		? {total: files, free: ffree, usedPercent: ((files - ffree) / files) * 100}
		: undefined;
}

function impossible(found: string): Reading<never> {
	return {state: 'error', reason: `the file system reports impossible values: ${found}`};
}
