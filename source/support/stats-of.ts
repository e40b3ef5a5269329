import {type Stats, statSync} from 'node:fs';

/** Returns the status of a file, through links; `undefined` if it is missing or cannot be examined. */
export function statsOf(file: string): Stats | undefined {
	try {
		return statSync(file, {throwIfNoEntry: false});
	} catch {
		return undefined;
	}
}
