import {naturalNumber} from '../../values/whole-number.js';
import {type OnInvalidLine, parseLines} from './lines.js';

/** A line of `/proc/diskstats`: counters since boot. See Documentation/admin-guide/iostats.rst of the kernel. */
export type DiskCounters = {
	/** Device number, `major:minor`, as in mountinfo. */
	readonly deviceNumber: string;
	/** Name: `sda`, `nvme0n1p2`, `dm-0`, … */
	readonly name: string;
	/** Completed requests. */
	readonly reads: number;
	readonly writes: number;
	readonly readBytes: number;
	readonly writtenBytes: number;
	/** Milliseconds with at least one request in flight. `undefined` in the short lines of partitions in old kernels. */
	readonly busyMs: number | undefined;
};

/** Size of a sector in the counters, which does not depend on the device. */
const sectorBytes = 512;

/** Partitions before Linux 2.6.25 had four counters; disks have 11, later 15 (discards), then 17 (flushes). */
const shortCounters = 4;
const fullCounters = 11;

/** Parses `/proc/diskstats`. */
export function parseDiskstats(text: string, onInvalid?: OnInvalidLine): readonly DiskCounters[] {
	return parseLines(text, {
		file: '/proc/diskstats',
		expected: `"major minor name" and ${shortCounters} or at least ${fullCounters} counters`,
		parse: parseLine,
		onInvalid,
	});
}

function parseLine(line: string): DiskCounters | undefined {
	const [major, minor, name, ...counters] = line.trim().split(/\s+/);
	const isShort = counters.length === shortCounters;
	if (name === undefined || (!isShort && counters.length < fullCounters)) {
		return undefined;
	}

	// Other counters can be invalid: requests in flight have been negative.
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
