import type {Buffer} from 'node:buffer';
import {readdir} from 'node:fs/promises';
import path from 'node:path';
import {directoryLock} from '../../support/owned-files/directory-lock.js';
import {
	compareRecordingNames,
	dayOf,
	formatRecordingName,
	parseRecordingName,
	type RecordingName,
} from '../format/file-name.js';
import {appendRecord, repairFile} from './append-record.js';

/** A writer of the files of a recording: one file per day, or several if one would become too large. */
export type RecordingWriter = {
	/** Writes a record and resolves with its file. Rejects when it was not written. One call at a time. */
	write(record: Buffer, timestampMs: number, options: WriteOptions): Promise<string>;
} & AsyncDisposable;

/** The options of `RecordingWriter.write`. */
export type WriteOptions = {
	/** Whether the record is a gzip member. */
	readonly isCompressed: boolean;
	/** Maximum size of a file. `undefined`: no limit. */
	readonly maxFileBytes: number | undefined;
};

/** Returns a writer. It calls `onPassedOver` for files that cannot be continued and starts new ones. */
export function recordingWriter(
	directory: string,
	onPassedOver: (file: string, reason: string) => void = () => {},
): RecordingWriter {
	const lock = directoryLock(directory);
	let current: RecordingName | undefined;
	let knownBytes: number | undefined;
	let isRepaired = false;

	const begin = (name: RecordingName): void => {
		current = name;
		knownBytes = undefined;
	};

	return {
		async write(record, timestampMs, {isCompressed, maxFileBytes}) {
			const owner = await lock.hold();
			if (owner !== undefined) {
				throw new Error(`the directory is in use by another mon-tui (${owner})`);
			}

			if (!isRepaired) {
				await repairLast(directory);
				isRepaired = true;
			}

			const day = dayOf(timestampMs);
			if (current?.day !== day || current.isCompressed !== isCompressed) {
				begin(await lastOfDay(directory, day, isCompressed));
			}

			for (;;) {
				const name = current ?? {day, part: 0, isCompressed};
				const file = path.join(directory, formatRecordingName(name));
				const appended = await appendRecord(file, record, {isCompressed, maxFileBytes, knownBytes});
				if (appended.state === 'written') {
					knownBytes = appended.sizeBytes;
					return file;
				}

				if (appended.state === 'foreign') {
					onPassedOver(file, appended.reason);
				}

				begin({day, part: (await lastPart(directory, day)) + 1, isCompressed});
			}
		},
		async [Symbol.asyncDispose]() {
			await lock[Symbol.asyncDispose]();
		},
	};
}

/** Repairs the last file, because the previous process may have been killed during a write. */
async function repairLast(directory: string): Promise<void> {
	const last = (await recordingNames(directory)).at(-1);
	if (last) {
		await repairFile(path.join(directory, formatRecordingName(last)), last.isCompressed);
	}
}

/** Returns the file to continue: the last one of the day, if it has the requested compression. */
async function lastOfDay(directory: string, day: string, isCompressed: boolean): Promise<RecordingName> {
	const last = (await recordingNames(directory)).findLast(name => name.day === day);
	const isContinued = last === undefined || last.isCompressed === isCompressed;
	return {day, part: (last?.part ?? 0) + (isContinued ? 0 : 1), isCompressed};
}

async function lastPart(directory: string, day: string): Promise<number> {
	return (await recordingNames(directory)).findLast(name => name.day === day)?.part ?? -1;
}

/** Returns the names of the files, oldest first. */
async function recordingNames(directory: string): Promise<readonly RecordingName[]> {
	return (await readdir(directory)).flatMap(name => parseRecordingName(name) ?? []).sort(compareRecordingNames);
}
