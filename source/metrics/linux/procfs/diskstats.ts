import type {DeviceCounters} from '../../snapshot.js';
import {naturalNumber} from '../../values/whole-number.js';
import {changedLines, type OnInvalidLine, parseLines} from './lines.js';

/**
A line of `/proc/diskstats`: counters since boot. See Documentation/admin-guide/iostats.rst of the kernel. Partitions in
old kernels have short lines without the optional ones.
*/
export type DiskCounters = DeviceCounters & {readonly reads: number; readonly writes: number};

/** Size of a sector in the counters, which does not depend on the device. */
const sectorBytes = 512;

/** Partitions before Linux 2.6.25 had four counters; disks have 11, later 15 (discards), then 17 (flushes). */
const shortCounters = 4;
const fullCounters = 11;

/** Parses `/proc/diskstats`. */
export function parseDiskstats(text: string, onInvalid?: OnInvalidLine): readonly DiskCounters[] {
	return diskstatsParser()(text, onInvalid);
}

/** Returns a parser that parses only the lines that changed since its last call. */
export function diskstatsParser(): typeof parseDiskstats {
	const next = changedLines(parseLine);

	return (text, onInvalid) =>
		parseLines(text, {
			file: '/proc/diskstats',
			expected: `"major minor name" and ${shortCounters} or at least ${fullCounters} counters`,
			parse: next(),
			onInvalid,
		});
}

function parseLine(line: string): DiskCounters | undefined {
	const [major, minor, name, ...counters] = line.trim().split(/\s+/);
	const isShort = counters.length === shortCounters;
	if (name === undefined || (!isShort && counters.length < fullCounters)) {
		return undefined;
	}

	const at = (place: number): number | undefined => naturalNumber(counters[place]);
	const optionalAt = (place: number): number | undefined => (isShort ? undefined : at(place));
	const [reads, readSectors, writes, writtenSectors] = isShort
		? [at(0), at(1), at(2), at(3)]
		: [at(0), at(2), at(4), at(6)];
	const busyMs = optionalAt(9);
	if (
		reads === undefined ||
		readSectors === undefined ||
		writes === undefined ||
		writtenSectors === undefined ||
		(busyMs === undefined && !isShort)
	) {
		return undefined;
	}

	const discardedSectors = optionalAt(13);
	return {
		deviceNumber: `${major}:${minor}`,
		name,
		reads,
		readsMerged: optionalAt(1),
		readBytes: readSectors * sectorBytes,
		readMs: optionalAt(3),
		writes,
		writesMerged: optionalAt(5),
		writtenBytes: writtenSectors * sectorBytes,
		writeMs: optionalAt(7),
		// It has been negative in some kernels.
		inFlight: optionalAt(8),
		busyMs,
		weightedMs: optionalAt(10),
		discards: optionalAt(11),
		discardsMerged: optionalAt(12),
		discardedBytes: discardedSectors === undefined ? undefined : discardedSectors * sectorBytes,
		discardMs: optionalAt(14),
		flushes: optionalAt(15),
		flushMs: optionalAt(16),
	};
}
