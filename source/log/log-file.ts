import {closeSync, fstatSync, openSync, renameSync, statSync, writeSync} from 'node:fs';
import {giveToOwner} from '../support/give-to-owner.js';
import {systemReason} from '../support/system-error.js';

/** A full file moves aside; so many older ones are kept beside it as `.1`, `.2`, … */
const maximumBytes = 10 * 2 ** 20;
const keptFiles = 3;

/** How often it is looked whether the file is still the one at its path, and tried again where nothing can be written. */
const lookEveryMs = 1000;

export type LogFile = {
	write(line: string): void;
	/** Goes on in a file of that path: for a program that moved the old one aside, or a path that changed. Throws when it cannot. */
	reopen(path: string): void;
} & Disposable;

export type LogFileOptions = {
	readonly maximum?: number;
	/** Told why nothing can be written, and `undefined` when that is over. */
	readonly onTrouble?: (reason: string | undefined) => void;
	readonly monotonicMs?: () => number;
};

/**
Appends to a file that only its owner may read, and never grows it beyond 10 MB. Throws when it cannot be opened. What
cannot be written later (a full disk, a directory that is gone) is lost: the log must not stop the monitor. A file that is
deleted is made anew.
*/
export function openLogFile(
	firstPath: string,
	{maximum = maximumBytes, onTrouble = () => undefined, monotonicMs = () => performance.now()}: LogFileOptions = {},
): LogFile {
	let path = firstPath;
	let target = open(path);
	let lookedMs = monotonicMs();
	let trouble: string | undefined;

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
				// There is no such older file yet.
			}
		}

		reopen(path);
	};

	const isFull = (line: string): boolean =>
		target.isFile && target.bytes > 0 && target.bytes + Buffer.byteLength(line) > maximum;

	/** Others may have deleted the file, or cut it off, as logrotate does with `copytruncate`. */
	const look = (): void => {
		const nowMs = monotonicMs();
		if (!target.isFile || nowMs - lookedMs < lookEveryMs) {
			return;
		}

		const {ino, size} = statSync(path, {throwIfNoEntry: false}) ?? {};
		if (ino === target.ino && size !== undefined) {
			target.bytes = size;
		} else {
			reopen(path);
		}

		// Only now: what cannot be mended is tried again with the next line.
		lookedMs = nowMs;
	};

	const append = (line: string): void => {
		look();
		if (isFull(line)) {
			rotate();
		}

		// It could not be moved aside: better no line than no end.
		if (isFull(line)) {
			throw new Error('the file is full and cannot be moved aside');
		}

		// What a full disk took of the line before ends here.
		const whole = target.isCut ? `\n${line}` : line;
		const written = writeSync(target.fd, whole);
		target.bytes += written;
		target.isCut = written < Buffer.byteLength(whole);
		if (target.isCut) {
			throw new Error('no space left on device');
		}
	};

	const tell = (reason: string | undefined): void => {
		if (reason !== trouble) {
			trouble = reason;
			onTrouble(reason);
		}
	};

	return {
		write(line) {
			try {
				append(line);
			} catch (error) {
				tell(systemReason(error));
				return;
			}

			tell(undefined);
		},
		reopen(nextPath) {
			reopen(nextPath);
			tell(undefined);
		},
		[Symbol.dispose]: () => closeSync(target.fd),
	};
}

type Target = {
	readonly fd: number;
	/** A pipe or a terminal cannot be moved aside, and needs not be. */
	readonly isFile: boolean;
	readonly ino: number;
	bytes: number;
	/** The last line is not written to its end. */
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
