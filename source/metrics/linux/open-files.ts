import {readdirSync, statSync} from 'node:fs';

/** Number of files whose listing would take 15 ms or more. */
const manyFiles = 10_000;

/**
Returns the number of open files of a process: the size of `/proc/[pid]/fd` since Linux 6.2, which any user may read, otherwise
the number of its entries. Where they have to be listed, a large number that is still `known` is returned instead.
*/
export function countOpenFiles(processDirectory: string, known = 0): number {
	const directory = `${processDirectory}/fd`;
	const {size} = statSync(directory);
	return size || (known >= manyFiles ? known : readdirSync(directory).length);
}
