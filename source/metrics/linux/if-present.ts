import {readdirSync, readFileSync} from 'node:fs';

/**
The trimmed text of a file that one machine has and the next has not, `undefined` where it cannot be read: it is missing
(`ENOENT`, `EOPNOTSUPP`), the device is on its way to sleep (`EBUSY`) or unplugged (`ENODEV`), or it is not ours (`EACCES`).
For what is read once or rarely; what is read at every tick is a `kernelFile`.
*/
export function readIfPresent(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return undefined;
	}
}

/** The names in a directory, in natural order (`cpu2` before `cpu10`); none where it is missing or may not be read. */
export function listIfPresent(path: string): readonly string[] {
	try {
		return readdirSync(path).sort((a, b) => a.localeCompare(b, 'en', {numeric: true}));
	} catch {
		return [];
	}
}
