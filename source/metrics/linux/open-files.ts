import {readdirSync, statSync} from 'node:fs';

/**
Returns the number of open files of a process: the size of `/proc/[pid]/fd` since Linux 6.2, which any user may read, otherwise
the number of its entries.
*/
export function countOpenFiles(processDirectory: string): number {
	const directory = `${processDirectory}/fd`;
	return statSync(directory).size || readdirSync(directory).length;
}
