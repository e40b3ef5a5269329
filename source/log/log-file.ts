import {closeSync, openSync, renameSync, statSync, writeSync} from 'node:fs';

/** A full file moves aside; so many older ones are kept beside it as `.1`, `.2`, … */
const maximumBytes = 10 * 2 ** 20;
const keptFiles = 3;

export type LogFile = {write(line: string): void} & Disposable;

/**
Appends to a file that only its owner may read, and never grows it beyond 10 MB. Throws when it cannot be opened; a
write that fails later (a full disk) is dropped: the log must not stop the monitor.
*/
export function openLogFile(path: string, maximum = maximumBytes): LogFile {
	let fd = openSync(path, 'a', 0o600);
	let bytes = statSync(path).size;

	const rotate = (): void => {
		closeSync(fd);
		for (let index = keptFiles - 1; index >= 0; index--) {
			try {
				renameSync(index === 0 ? path : `${path}.${index}`, `${path}.${index + 1}`);
			} catch {
				// There is no such older file yet.
			}
		}

		fd = openSync(path, 'a', 0o600);
		bytes = 0;
	};

	return {
		write(line) {
			try {
				if (bytes > 0 && bytes + Buffer.byteLength(line) > maximum) {
					rotate();
				}

				bytes += writeSync(fd, line);
			} catch {
				// See above.
			}
		},
		[Symbol.dispose]: () => closeSync(fd),
	};
}
