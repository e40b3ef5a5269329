import {readdirSync, readFileSync} from 'node:fs';
import {wholeNumber} from '../values/whole-number.js';

/**
The trimmed content of an attribute, or `undefined` when it cannot be read: the driver does not have it (`ENOENT`,
`EOPNOTSUPP`), the card is on its way to sleep (`EBUSY`), was unplugged (`ENODEV`), or it is not ours to read (`EACCES`).
*/
export function readAttribute(path: string): string | undefined {
	try {
		return readFileSync(path, 'utf8').trim();
	} catch {
		return undefined;
	}
}

/** The whole number in an attribute, divided by `divisor` to reach the unit wanted. */
export function readNumber(path: string, divisor = 1): number | undefined {
	const value = wholeNumber(readAttribute(path));
	return value === undefined ? undefined : value / divisor;
}

/** The names in a folder of sysfs; none when there is no such folder. */
export function listFolder(path: string): readonly string[] {
	try {
		return readdirSync(path);
	} catch {
		return [];
	}
}
