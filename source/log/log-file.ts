import {closeSync, fstatSync, openSync, renameSync, writeSync} from 'node:fs';

/** A full file moves aside; so many older ones are kept beside it as `.1`, `.2`, … */
const maximumBytes = 10 * 2 ** 20;
const keptFiles = 3;

export type LogFile = {
	write(line: string): void;
	/** Goes on in a file of that path: for a program that moved the old one aside, or a path that changed. Throws when it cannot. */
	reopen(path: string): void;
} & Disposable;

/**
Appends to a file that only its owner may read, and never grows it beyond 10 MB. Throws when it cannot be opened; a
write that fails later (a full disk) is dropped: the log must not stop the monitor.
*/
export function openLogFile(firstPath: string, maximum = maximumBytes): LogFile {
	let path = firstPath;
	let target = open(path);

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

	return {
		write(line) {
			try {
				if (isFull(line)) {
					rotate();
				}

				// It could not be moved aside: better no line than no end.
				if (isFull(line)) {
					return;
				}

				target.bytes += writeSync(target.fd, line);
			} catch {
				// See above.
			}
		},
		reopen,
		[Symbol.dispose]: () => closeSync(target.fd),
	};
}

/** A pipe or a terminal cannot be moved aside, and needs not be. */
function open(path: string): {readonly fd: number; readonly isFile: boolean; bytes: number} {
	const fd = openSync(path, 'a', 0o600);
	const stat = fstatSync(fd);
	return {fd, isFile: stat.isFile(), bytes: stat.size};
}
