/** One line of `/proc/diskstats` (the kernel's Documentation/admin-guide/iostats.rst): counters since boot. */
export type DiskCounters = {
	/** `major:minor`, as in mountinfo. */
	readonly deviceNumber: string;
	/** `sda`, `nvme0n1p2`, `dm-0`, … */
	readonly name: string;
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

export function parseDiskstats(text: string): readonly DiskCounters[] {
	return text
		.split('\n')
		.filter(line => line !== '')
		.map(parseLine);
}

function parseLine(line: string): DiskCounters {
	const [major, minor, name = '', ...counters] = line.trim().split(/\s+/);
	const isShort = counters.length === shortCounters;
	if ((!isShort && counters.length < fullCounters) || !counters.every(counter => /^\d+$/.test(counter))) {
		throw new Error(
			`/proc/diskstats: expected "major minor name" and ${shortCounters} or at least ${fullCounters} counters, found "${line}"`,
		);
	}

	const [readSectors, writtenSectors] = isShort ? [counters[1], counters[3]] : [counters[2], counters[6]];
	return {
		deviceNumber: `${major}:${minor}`,
		name,
		readBytes: Number(readSectors) * sectorBytes,
		writtenBytes: Number(writtenSectors) * sectorBytes,
		busyMs: isShort ? undefined : Number(counters[9]),
	};
}
