import {readdirSync, readFileSync} from 'node:fs';
import {naturalOrder} from '../../support/natural-order.js';

/**
Returns the trimmed text of an optional file, or `undefined` if it cannot be read: it does not exist (`ENOENT`,
`EOPNOTSUPP`), its device is suspending (`EBUSY`) or was removed (`ENODEV`), or permission is denied (`EACCES`). For
files that are read rarely; `kernelFile` is for files that are read at each tick.
*/
export function readIfPresent(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return undefined;
	}
}

/** Returns the names in a directory in natural order (`cpu2` before `cpu10`). Empty when it cannot be read. */
export function listIfPresent(path: string): readonly string[] {
	try {
		return readdirSync(path).sort(naturalOrder);
	} catch {
		return [];
	}
}
