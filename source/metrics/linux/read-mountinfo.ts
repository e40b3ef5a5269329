import {readFileSync} from 'node:fs';
import type {Machine} from '../collector.js';

/**
Returns the mounts of a machine. Below a root directory they are those of its first process: `self` is this process, which has
the mounts of its container.
*/
export function readMountinfo({root}: Machine): string {
	const read = (process: string): string => readFileSync(`${root}/proc/${process}/mountinfo`, 'utf8');
	if (root !== '') {
		try {
			return read('1');
		} catch {
			// Without permission only its own mounts can be read.
		}
	}

	return read('self');
}
