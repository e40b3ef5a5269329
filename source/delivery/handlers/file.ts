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

/** A file of alerts, and how it is kept short. */
export type FileOptions = {
	/** @default 'file' */
	readonly name?: string;
	/** Made with its directories if it is not there. */
	readonly path: string;
	/** A file that would grow beyond this moves aside first. @default 10 MiB */
	readonly maxBytes?: number;
	/** How many older files are kept beside it, as `.1` (the youngest), `.2`, … @default 5 */
	readonly keptFiles?: number;
};

/** Appends a line of JSON for every event, to a file that only its owner may read. */
export function fileHandler({name = 'file', path, maxBytes = 10 * 2 ** 20, keptFiles = 5}: FileOptions): Handler {
	return {
		name,
		destination: resolve(path),
		async send(notification) {
			try {
				await append(path, Buffer.from(fileLines(notification)), maxBytes, keptFiles);
			} catch (error) {
				throw new DeliveryError(`${path} cannot be written: ${systemReason(error)}`, {isRetryable: true, cause: error});
			}
		},
	};
}

function fileLines(notification: Notification): string {
	const {id, host, test, events} = notificationPayload(notification);
	return events.map(event => `${JSON.stringify({notification: id, host, ...(test && {test}), ...event})}\n`).join('');
}

/** Opened anew each time: others may move the file away or delete it. */
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
		// A disk that became full leaves half a line; without it the file stays readable, and the next attempt is whole.
		await file.truncate(size);
		throw error;
	}
}

async function sizeOf(path: string): Promise<number> {
	return (await unlessMissing(stat(path), undefined))?.size ?? 0;
}

/** What a program that was killed while it wrote leaves behind. */
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
