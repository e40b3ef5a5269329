import {blockDirectory} from './device-kind.js';
import {smallFileReader} from './small-file.js';

/** Files that are read at each call. A machine may have thousands of disks, and each file takes some microseconds. */
const maxReads = 4;

/**
Returns a function that returns the failed requests of disks, by name, from `/sys/block/[name]/device/ioerr_cnt`. Only
SCSI and SATA disks have this file. With many disks, each call reads the files of a few, and the others keep their count.
*/
export function ioErrorCounts(root: string): (disks: readonly string[]) => ReadonlyMap<string, number | undefined> {
	const readFile = smallFileReader();
	let counts: ReadonlyMap<string, number | undefined> = new Map();
	let next = 0;

	const read = (name: string): number | undefined => {
		try {
			return parseCount(readFile(`${blockDirectory(root, name)}/device/ioerr_cnt`).toString('latin1'));
		} catch {
			return undefined;
		}
	};

	return disks => {
		const countless = (name: string): boolean => counts.has(name) && counts.get(name) === undefined;
		const counted = disks.filter(name => !countless(name));
		const due = new Set(counted.slice(next, next + maxReads));
		next = next + maxReads < counted.length ? next + maxReads : 0;
		counts = new Map(disks.map(name => [name, due.has(name) || !counts.has(name) ? read(name) : counts.get(name)]));
		return counts;
	};
}

/** Parses a hexadecimal count, `0x1f`. */
function parseCount(text: string): number | undefined {
	const count = /^0x[\da-f]+\s*$/.test(text) ? Number(text) : Number.NaN;
	return Number.isSafeInteger(count) ? count : undefined;
}
