import {access, constants, stat, statfs} from 'node:fs/promises';
import path from 'node:path';
import {formatBytes} from '../../support/format.js';
import {isMissing, systemReason} from '../../support/system-error.js';

/** Less free space than this is reported. */
const minFreeBytes = 64 * 1024 * 1024;

/** Returns whether a directory can be written, or created, and has free space. Nothing is created. */
export async function directoryCheck(
	directory: string,
): Promise<{readonly state: 'ok' | 'limited' | 'failed'; readonly found: string}> {
	try {
		const place = await existing(directory);
		if (!(await stat(place)).isDirectory()) {
			return {state: 'failed', found: `${place} is not a directory`};
		}

		await access(place, constants.W_OK | constants.X_OK);
		const {bavail, bsize, blocks} = await statfs(place);
		const free = bavail * bsize;
		const use = place === directory ? 'writable' : 'will be created';
		// A file system without a size has no limit.
		return blocks === 0
			? {state: 'ok', found: `${directory}: ${use}`}
			: {state: free < minFreeBytes ? 'limited' : 'ok', found: `${directory}: ${use}, ${formatBytes(free)} free`};
	} catch (error) {
		return {state: 'failed', found: `${directory} cannot be written: ${systemReason(error)}`};
	}
}

/** Returns the directory itself, or the nearest one above it that exists. */
async function existing(directory: string): Promise<string> {
	try {
		await stat(directory);
		return directory;
	} catch (error) {
		const parent = path.dirname(directory);
		if (isMissing(error) && parent !== directory) {
			return existing(parent);
		}

		throw error;
	}
}
