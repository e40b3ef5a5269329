import {Buffer} from 'node:buffer';
import {closeSync, constants, openSync, readSync} from 'node:fs';
import {errorCode, systemReason} from '../../support/system-error.js';

/** The kernel log, read record by record. */
export type KernelLog = {
	/** Whether the log is read, or why not. */
	readonly state: 'read' | {readonly reason: string};
	/** Whether all records that were there when the log was opened have been read. */
	readonly isCaughtUp: boolean;
	/** Returns the next record, or `undefined` when there is no other yet. */
	next(): string | undefined;
	[Symbol.dispose](): void;
};

/** A function that reads one record into a buffer and returns its length. */
export type ReadRecord = (fd: number, buffer: Buffer) => number;

const readRecord: ReadRecord = (fd, buffer) => readSync(fd, buffer, 0, buffer.length, null);

/** The kernel returns no longer record (`PRINTKRB_RECORD_MAX`, earlier `CONSOLE_EXT_LOG_MAX`). */
const maxRecordBytes = 8192;
const retryMs = 60_000;
const maxLostInARow = 10;

/**
Returns the kernel log of a machine. Source: `/dev/kmsg`, opened without blocking, where each read returns one record
(Documentation/ABI/testing/dev-kmsg). It is opened again after a minute if it cannot be opened or read.
*/
export function kernelLog(path: string, monotonicMs: () => number, read: ReadRecord = readRecord): KernelLog {
	const buffer = Buffer.allocUnsafe(maxRecordBytes);
	let fd: number | undefined;
	let state: KernelLog['state'] = {reason: `${path} is not read yet`};
	let isCaughtUp = false;
	let retryAtMs = Number.NEGATIVE_INFINITY;

	const close = (): void => {
		if (fd !== undefined) {
			closeSync(fd);
			fd = undefined;
		}
	};

	const giveUp = (error: unknown): undefined => {
		close();
		retryAtMs = monotonicMs() + retryMs;
		state = {reason: reasonOf(path, error)};
		return undefined;
	};

	const open = (): number | undefined => {
		if (fd === undefined && monotonicMs() >= retryAtMs) {
			fd = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
			state = 'read';
			isCaughtUp = false;
		}

		return fd;
	};

	return {
		get state() {
			return state;
		},
		get isCaughtUp() {
			return isCaughtUp;
		},
		next() {
			for (let lost = 0; lost < maxLostInARow; lost++) {
				try {
					const opened = open();
					const length = opened === undefined ? 0 : read(opened, buffer);
					if (length > 0) {
						return buffer.toString('latin1', 0, length);
					}

					isCaughtUp = true;
					return undefined;
				} catch (error) {
					// Records were overwritten before they were read: the next read returns the oldest that is left.
					const code = errorCode(error);
					if (code === 'EAGAIN') {
						isCaughtUp = true;
						return undefined;
					}

					if (code !== 'EPIPE') {
						return giveUp(error);
					}
				}
			}

			return undefined;
		},
		[Symbol.dispose]: close,
	};
}

function reasonOf(path: string, error: unknown): string {
	switch (errorCode(error)) {
		case 'EPERM':
		case 'EACCES':
			return `${path}: not permitted; it needs root, CAP_SYSLOG or the setting kernel.dmesg_restrict=0`;
		case 'ENOENT':
			return `no ${path}`;
		default:
			return `${path}: ${systemReason(error)}`;
	}
}
