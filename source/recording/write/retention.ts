import {lstat, readdir, rm} from 'node:fs/promises';
import path from 'node:path';
import {compareRecordingNames, dayOf, parseRecordingName} from '../format/file-name.js';

/** The limits of a recording. `undefined` means no limit. */
export type Retention = {
	/** The number of files to keep. */
	readonly keepFiles?: number | undefined;
	/** Maximum age in calendar days, including today. */
	readonly keepDays?: number | undefined;
	/** Maximum size of all files in bytes. */
	readonly keepBytes?: number | undefined;
};

/**
Deletes the oldest files of a recording until the rest is within the limits. The newest file, which is being written,
and files without a recording name are never deleted.
*/
export async function removeOld(directory: string, retention: Retention, nowMs: number): Promise<void> {
	const {keepFiles, keepDays, keepBytes} = retention;
	const names = (await readdir(directory))
		.flatMap(file => {
			const name = parseRecordingName(file);
			return name ? [{file, name}] : [];
		})
		.sort((left, right) => compareRecordingNames(right.name, left.name));
	const oldestDay = keepDays === undefined ? '' : dayOf(daysBefore(nowMs, keepDays - 1));
	let files = 0;
	let bytes = 0;
	for (const {file, name} of names) {
		const status = await lstat(path.join(directory, file));
		if (!status.isFile()) {
			continue;
		}

		files += 1;
		bytes += status.size;
		const isBeyond =
			files > (keepFiles ?? Number.POSITIVE_INFINITY) ||
			bytes > (keepBytes ?? Number.POSITIVE_INFINITY) ||
			name.day < oldestDay;
		if (isBeyond && files > 1) {
			await rm(path.join(directory, file));
		}
	}
}

/** Returns the time a number of calendar days earlier: a day may have 23 or 25 hours. */
function daysBefore(nowMs: number, days: number): number {
	const date = new Date(nowMs);
	return new Date(date.getFullYear(), date.getMonth(), date.getDate() - days, 12).getTime();
}
