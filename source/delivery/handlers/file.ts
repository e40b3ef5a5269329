import {Buffer} from 'node:buffer';
import {type FileHandle, open, rename, stat} from 'node:fs/promises';
import {dirname, resolve} from 'node:path';
import {giveToOwner} from '../../support/give-to-owner.js';
import {makeDirectory} from '../../support/make-directory.js';
import {systemReason, unlessMissing} from '../../support/system-error.js';
import {DeliveryError} from '../delivery-error.js';
import type {Handler} from '../handler.js';
import type {Notification} from '../notification.js';
import {notificationPayload} from '../notification-payload.js';

/** The options of `fileHandler`. */
export type FileOptions = {
	/** Name of the handler. @default 'file' */
	readonly name?: string;
	/** Path of the file. The file and its directories are created if they do not exist. */
	readonly path: string;
	/** Maximum size in bytes. A file that would become larger is rotated first. @default 10 MiB */
	readonly maxBytes?: number;
	/** Number of rotated files to keep, named `.1` (the newest), `.2`, … @default 5 */
	readonly keptFiles?: number;
};

/** Returns a handler that appends one line of JSON per event to a file that only its owner can read. */
export function fileHandler({name = 'file', path, maxBytes = 10 * 2 ** 20, keptFiles = 5}: FileOptions): Handler {
	return {
		name,
		destination: resolve(path),
		async send(notification) {
			try {
				await append(path, Buffer.from(fileLines(notification)), maxBytes, keptFiles);
			} catch (error) {
				throw new DeliveryError(`cannot write ${path}: ${systemReason(error)}`, {isRetryable: true, cause: error});
			}
		},
	};
}

function fileLines(notification: Notification): string {
	const {id, host, test, events} = notificationPayload(notification);
	return events.map(event => `${JSON.stringify({notification: id, host, ...(test && {test}), ...event})}\n`).join('');
}

/** Appends lines to a file. The file is opened again each time, because other programs may move or delete it. */
async function append(path: string, lines: Buffer, maxBytes: number, keptFiles: number): Promise<void> {
	await makeDirectory(dirname(path));
	const sizeBefore = await sizeOf(path);
	if (sizeBefore > 0 && sizeBefore + lines.length > maxBytes) {
		await rotate(path, keptFiles);
	}

	await using file = await open(path, 'a+', 0o600);
	const {size} = await file.stat();
	if (size === 0) {
		giveToOwner(path);
	}

	const text = (await endsInMidLine(file, size)) ? Buffer.concat([Buffer.from('\n'), lines]) : lines;
	try {
		await file.appendFile(text);
	} catch (error) {
		// A full disk leaves an incomplete line, which is removed to keep the file readable.
		await file.truncate(size);
		throw error;
	}
}

async function sizeOf(path: string): Promise<number> {
	return (await unlessMissing(stat(path), undefined))?.size ?? 0;
}

/** Returns whether a file ends with an incomplete line, as a process killed during a write leaves it. */
async function endsInMidLine(file: FileHandle, size: number): Promise<boolean> {
	if (size === 0) {
		return false;
	}

	const last = Buffer.alloc(1);
	await file.read(last, 0, 1, size - 1);
	return last.toString() !== '\n';
}

async function rotate(path: string, keptFiles: number): Promise<void> {
	for (let number = keptFiles; number >= 1; number--) {
		await unlessMissing(rename(number === 1 ? path : `${path}.${number - 1}`, `${path}.${number}`), undefined);
	}
}
