import {Buffer} from 'node:buffer';
import {constants} from 'node:fs';
import {type FileHandle, lstat, open} from 'node:fs/promises';
import {giveToOwner} from '../../support/give-to-owner.js';
import {errorCode, systemReason} from '../../support/system-error.js';
import {checkFileEnd} from './file-end.js';

/** The result of appending a record. */
export type Appended =
	| {readonly state: 'written'; readonly sizeBytes: number}
	/** The file would exceed the limit. Nothing was written. */
	| {readonly state: 'full'}
	/** The file cannot be continued. Nothing was written. */
	| {readonly state: 'foreign'; readonly reason: string};

/** The options of `appendRecord`. */
export type AppendOptions = {
	readonly isCompressed: boolean;
	readonly maxFileBytes: number | undefined;
	/** Size of the file after the last write of this process. If it has changed, the end of the file is checked. */
	readonly knownBytes: number | undefined;
};

/** Symbolic links are not followed. */
const flags = constants.O_RDWR | constants.O_APPEND | (constants.O_NOFOLLOW ?? 0);

/**
Appends a complete record to a file, or nothing: an incomplete write on a full disk is undone.

The file is opened for each record, so that a deleted or moved file is created again and no descriptor keeps a file
system busy.
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
			return {state: 'foreign', reason: 'it does not end with a complete record'};
		}

		if (sizeBytes > 0 && sizeBytes + record.length > (maxFileBytes ?? Number.POSITIVE_INFINITY)) {
			return {state: 'full'};
		}

		return {state: 'written', sizeBytes: sizeBytes + (await writeWhole(file, sizeBytes, record))};
	} finally {
		await file.close();
	}
}

/** Errors of an existing file that are permanent: it belongs to another user, or is a directory or a link. */
const foreignCodes: ReadonlySet<string | undefined> = new Set([
	'EACCES',
	'EISDIR',
	'ELOOP',
	'ENXIO',
	'EPERM',
	'ETXTBSY',
]);

/** Resolves with the file, or with the reason why it cannot be continued. */
async function openOrExplain(path: string): Promise<FileHandle | string> {
	try {
		// Prevents waiting for the other end of a pipe.
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

/** Removes an incomplete record at the end of a file. Files that cannot be continued are not changed. */
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

/** Repairs the end of a file. Returns its size, or `undefined` if it was not changed because it cannot be continued. */
async function repairEnd(file: FileHandle, sizeBytes: number, isCompressed: boolean): Promise<number | undefined> {
	const end = await checkFileEnd(file, sizeBytes, isCompressed);
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
		// If this fails too, the end of the file is checked before the next record.
		await file.truncate(sizeBytes).catch(() => {});
		throw error;
	}
}
