import {naturalNumber} from '../../values/whole-number.js';
import {type OnOddLine, parseLines} from './lines.js';

/** One line of `/proc/diskstats` (the kernel's Documentation/admin-guide/iostats.rst): counters since boot. */
export type DiskCounters = {
	/** `major:minor`, as in mountinfo. */
	readonly deviceNumber: string;
	/** `sda`, `nvme0n1p2`, `dm-0`, … */
	readonly name: string;
	/** Requests that were completed. */
	readonly reads: number;
	readonly writes: number;
	readonly readBytes: number;
	readonly writtenBytes: number;
	/** Time with at least one request in flight, in milliseconds. `undefined` in the short lines of old partitions. */
	readonly busyMs: number | undefined;
};

/** The kernel counts in sectors of 512 bytes, whatever the device's own sector size. */
const sectorBytes = 512;

/** Partitions before Linux 2.6.25 had four counters; disks have 11, later 15 (discards), then 17 (flushes). */
const shortCounters = 4;
const fullCounters = 11;

export function parseDiskstats(text: string, onOdd?: OnOddLine): readonly DiskCounters[] {
	return parseLines(text, {
		file: '/proc/diskstats',
		expected: `"major minor name" and ${shortCounters} or at least ${fullCounters} counters`,
		parse: parseLine,
		onOdd,
	});
}

function parseLine(line: string): DiskCounters | undefined {
	const [major, minor, name, ...counters] = line.trim().split(/\s+/);
	const isShort = counters.length === shortCounters;
	if (name === undefined || (!isShort && counters.length < fullCounters)) {
		return undefined;
	}

	// Others are known to be odd: requests in flight have been negative.
	const places = isShort ? [0, 1, 2, 3] : [0, 2, 4, 6];
	const [reads, readSectors, writes, writtenSectors] = places.map(place => naturalNumber(counters[place]));
	const busyMs = isShort ? undefined : naturalNumber(counters[9]);
	if (
		reads === undefined ||
		readSectors === undefined ||
		writes === undefined ||
		writtenSectors === undefined ||
		(busyMs === undefined && !isShort)
	) {
		return undefined;
	}

	return {
		deviceNumber: `${major}:${minor}`,
		name,
		reads,
		writes,
		readBytes: readSectors * sectorBytes,
		writtenBytes: writtenSectors * sectorBytes,
		busyMs,
	};
}
