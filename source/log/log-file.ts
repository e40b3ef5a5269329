import {closeSync, fstatSync, openSync, renameSync, statSync, writeSync} from 'node:fs';
import {giveToOwner} from '../support/give-to-owner.js';
import {systemReason} from '../support/system-error.js';

/** Maximum size of the file, and the number of older files `.1`, `.2`, … that are kept. */
const maxFileBytes = 10 * 2 ** 20;
const keptFiles = 3;

/** Interval of checks whether the file was replaced, and of retries after an error. */
const checkEveryMs = 1000;

export type LogFile = {
	write(line: string): void;
	/** Opens the file at this path, after the old one was moved or the path changed. Throws if it cannot be opened. */
	reopen(path: string): void;
} & Disposable;

export type LogFileOptions = {
	/** Maximum size of the file in bytes. @default 10 MiB */
	readonly maxBytes?: number;
	/** Called with the reason when the log cannot be written, and with `undefined` when it can be written again. */
	readonly onProblem?: (reason: string | undefined) => void;
	readonly monotonicMs?: () => number;
};

/**
Opens a log file that only its owner can read. The file never exceeds 10 MiB: a full file is renamed. Throws if the file cannot be
opened. Later lines that cannot be written, as on a full disk, are lost: the log must not stop the monitor. A deleted file is
created again.
*/
export function openLogFile(
	firstPath: string,
	{maxBytes = maxFileBytes, onProblem = () => undefined, monotonicMs = () => performance.now()}: LogFileOptions = {},
): LogFile {
	let path = firstPath;
	let target = open(path);
	let checkedMs = monotonicMs();
	let problem: string | undefined;

	const reopen = (nextPath: string): void => {
		const next = open(nextPath);
		closeSync(target.fd);
		path = nextPath;
		target = next;
	};

	const rotate = (): void => {
		for (let index = keptFiles - 1; index >= 0; index--) {
			try {
				renameSync(index === 0 ? path : `${path}.${index}`, `${path}.${index + 1}`);
			} catch {
				// There is no such file yet.
			}
		}

		reopen(path);
	};

	const isFull = (line: string): boolean =>
		target.isFile && target.bytes > 0 && target.bytes + Buffer.byteLength(line) > maxBytes;

	/** Reopens the file if it was deleted, and updates its size if it was truncated, as by `copytruncate` of logrotate. */
	const checkFile = (): void => {
		const nowMs = monotonicMs();
		if (!target.isFile || nowMs - checkedMs < checkEveryMs) {
			return;
		}

		const {ino, size} = statSync(path, {throwIfNoEntry: false}) ?? {};
		if (ino === target.ino && size !== undefined) {
			target.bytes = size;
		} else {
			reopen(path);
		}

		// Set last, so that a failed attempt is repeated with the next line.
		checkedMs = nowMs;
	};

	const append = (line: string): void => {
		checkFile();
		if (isFull(line)) {
			rotate();
		}

		// The file could not be renamed. The line is dropped, so that the file does not exceed its limit.
		if (isFull(line)) {
			throw new Error('the file is full and cannot be renamed');
		}

		// Ends the incomplete line that a full disk left.
		const whole = target.isCut ? `\n${line}` : line;
		const written = writeSync(target.fd, whole);
		target.bytes += written;
		target.isCut = written < Buffer.byteLength(whole);
		if (target.isCut) {
			throw new Error('no space left on device');
		}
	};

	const reportProblem = (reason: string | undefined): void => {
		if (reason !== problem) {
			problem = reason;
			onProblem(reason);
		}
	};

	return {
		write(line) {
			try {
				append(line);
			} catch (error) {
				reportProblem(systemReason(error));
				return;
			}

			reportProblem(undefined);
		},
		reopen(nextPath) {
			reopen(nextPath);
			reportProblem(undefined);
		},
		[Symbol.dispose]: () => closeSync(target.fd),
	};
}

type Target = {
	readonly fd: number;
	/** Whether it is a regular file. Pipes and terminals are not rotated. */
	readonly isFile: boolean;
	readonly ino: number;
	bytes: number;
	/** Whether the last line is incomplete. */
	isCut: boolean;
};

function open(path: string): Target {
	const fd = openSync(path, 'a', 0o600);
	const stat = fstatSync(fd);
	if (stat.isFile() && stat.size === 0) {
		giveToOwner(path);
	}

	return {fd, isFile: stat.isFile(), ino: stat.ino, bytes: stat.size, isCut: false};
}
