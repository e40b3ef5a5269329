import {Buffer} from 'node:buffer';
import {constants} from 'node:fs';
import {type FileHandle, lstat, open} from 'node:fs/promises';
import {giveToOwner} from '../../support/give-to-owner.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import {judgeFileEnd} from './file-end.js';

/** What became of the record. */
export type Appended =
	| {readonly state: 'written'; readonly sizeBytes: number}
	/** The file would grow beyond the limit. Nothing was written. */
	| {readonly state: 'full'}
	/** What has this name cannot be continued, now or later. Nothing was written. */
	| {readonly state: 'foreign'; readonly reason: string};

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
	const opened = await openOrExplain(path);
	if (typeof opened === 'string') {
		return {state: 'foreign', reason: opened};
	}

	const file = opened;
	try {
		const status = await file.stat();
		if (!status.isFile()) {
			return {state: 'foreign', reason: 'not a file'};
		}

		if (status.size === 0) {
			giveToOwner(path);
		}

		const sizeBytes = status.size === knownBytes ? knownBytes : await repairEnd(file, status.size, isCompressed);
		if (sizeBytes === undefined) {
			return {state: 'foreign', reason: 'it does not end with a record'};
		}

		if (sizeBytes > 0 && sizeBytes + record.length > (maxFileBytes ?? Number.POSITIVE_INFINITY)) {
			return {state: 'full'};
		}

		return {state: 'written', sizeBytes: sizeBytes + (await writeWhole(file, sizeBytes, record))};
	} finally {
		await file.close();
	}
}

/** What these say about a name that exists will not change by itself: it belongs to another user, is a directory or a link. */
const foreignCodes: ReadonlySet<string | undefined> = new Set([
	'EACCES',
	'EISDIR',
	'ELOOP',
	'ENXIO',
	'EPERM',
	'ETXTBSY',
]);

/** Resolves with the file, or with the reason why what has this name is none that can be continued. */
async function openOrExplain(path: string): Promise<FileHandle | string> {
	try {
		// Never waits for the other end of a pipe.
		return await open(path, flags | constants.O_CREAT | (constants.O_NONBLOCK ?? 0), 0o600);
	} catch (error) {
		const isThere = await lstat(path).then(
			() => true,
			() => false,
		);
		if (isThere && foreignCodes.has(errorCode(error))) {
			return systemReason(error);
		}

		throw error;
	}
}

/** Gives up what was never finished at the end of a file, so that all of the file can be read. Leaves alone what cannot be continued. */
export async function repairFile(path: string, isCompressed: boolean): Promise<void> {
	const file = await openOrExplain(path);
	if (typeof file === 'string') {
		return;
	}

	try {
		if (!(await file.stat()).isFile()) {
			return;
		}

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
