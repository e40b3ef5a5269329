import {Buffer} from 'node:buffer';
import {constants} from 'node:fs';
import {type FileHandle, open} from 'node:fs/promises';
import {judgeFileEnd} from './file-end.js';

/** What became of the record. */
export type Appended =
	| {readonly state: 'written'; readonly sizeBytes: number}
	/** The file would grow beyond the limit. Nothing was written. */
	| {readonly state: 'full'}
	/** The file is not one that a record can follow. Nothing was written. */
	| {readonly state: 'foreign'};

export type AppendOptions = {
	readonly isCompressed: boolean;
	readonly maxFileBytes: number | undefined;
	/** The size that the file had when this process wrote to it last; another one calls for a look at its end. */
	readonly knownBytes: number | undefined;
};

/** A link that somebody put there is not followed. */
const flags = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/**
Appends a whole record to a file, or nothing: what a full disk cuts short is taken back.

The file is opened for every record. So one that was deleted or moved away is noticed and made anew, instead of taking
everything with it, and no descriptor keeps a file system busy.
*/
export async function appendRecord(
	path: string,
	record: Buffer,
	{isCompressed, maxFileBytes, knownBytes}: AppendOptions,
): Promise<Appended> {
	const file = await open(path, flags | constants.O_CREAT, 0o600);
	try {
		const status = await file.stat();
		if (!status.isFile()) {
			throw new Error(`${path} is not a file`);
		}

		const sizeBytes = status.size === knownBytes ? knownBytes : await repairEnd(file, status.size, isCompressed);
		if (sizeBytes === undefined) {
			return {state: 'foreign'};
		}

		if (sizeBytes > 0 && sizeBytes + record.length > (maxFileBytes ?? Number.POSITIVE_INFINITY)) {
			return {state: 'full'};
		}

		return {state: 'written', sizeBytes: sizeBytes + (await writeWhole(file, sizeBytes, record))};
	} finally {
		await file.close();
	}
}

/** Gives up what was never finished at the end of a file, so that all of the file can be read. */
export async function repairFile(path: string, isCompressed: boolean): Promise<void> {
	const file = await open(path, flags);
	try {
		await repairEnd(file, (await file.stat()).size, isCompressed);
	} finally {
		await file.close();
	}
}

/** Returns how long the file is now, or `undefined` for one that is left alone. */
async function repairEnd(file: FileHandle, sizeBytes: number, isCompressed: boolean): Promise<number | undefined> {
	const end = await judgeFileEnd(file, sizeBytes, isCompressed);
	if (end.state === 'foreign') {
		return undefined;
	}

	if (end.keptBytes < sizeBytes) {
		await file.truncate(end.keptBytes);
	}

	return end.keptBytes + (await writeWhole(file, end.keptBytes, Buffer.from(end.missing)));
}

async function writeWhole(file: FileHandle, sizeBytes: number, bytes: Buffer): Promise<number> {
	try {
		for (let written = 0; written < bytes.length; ) {
			const {bytesWritten} = await file.write(bytes, written);
			written += bytesWritten;
		}

		return bytes.length;
	} catch (error) {
		// If even that fails, the end of the file is looked at before the next record.
		await file.truncate(sizeBytes).catch(() => {});
		throw error;
	}
}
