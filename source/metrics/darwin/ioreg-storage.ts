import type {DeviceCounters} from '../snapshot.js';
import {naturalNumber} from '../values/whole-number.js';

/** The counters of a disk since it was attached. */
export type StorageCounters = DeviceCounters & {
	/** Requests that failed. */
	readonly ioErrors: number | undefined;
};

/**
Parses the output of `ioreg -r -w0 -c IOBlockStorageDriver` of macOS: one tree per disk, with the driver and its
`Statistics`, then the medium with its `BSD Name`, then the partitions. Drives without a medium (a card reader) or
without counters are skipped.
*/
export function parseIoregStorage(text: string): readonly StorageCounters[] {
	const [, ...trees] = text.split(/^\+-o /m);
	return trees.flatMap((tree): StorageCounters | readonly [] => {
		const line = /"Statistics" = \{.*/.exec(tree)?.[0] ?? '';
		const count = (name: string): number | undefined => naturalNumber(line.split(`"${name}"=`)[1]?.match(/^\d+/)?.[0]);
		const readBytes = count('Bytes (Read)');
		const writtenBytes = count('Bytes (Write)');
		const name = /"BSD Name" = "([^"]+)"/.exec(tree)?.[1];
		const major = /"BSD Major" = (\d+)/.exec(tree)?.[1];
		const minor = /"BSD Minor" = (\d+)/.exec(tree)?.[1];
		if (readBytes === undefined || writtenBytes === undefined || !name || !major || !minor) {
			return [];
		}

		const readErrors = count('Errors (Read)');
		const writeErrors = count('Errors (Write)');
		return {
			...uncounted,
			name,
			deviceNumber: `${major}:${minor}`,
			reads: count('Operations (Read)'),
			readBytes,
			readMs: milliseconds(count('Total Time (Read)')),
			writes: count('Operations (Write)'),
			writtenBytes,
			writeMs: milliseconds(count('Total Time (Write)')),
			ioErrors: readErrors === undefined || writeErrors === undefined ? undefined : readErrors + writeErrors,
		};
	});
}

const uncounted = {
	readsMerged: undefined,
	writesMerged: undefined,
	inFlight: undefined,
	busyMs: undefined,
	weightedMs: undefined,
	discards: undefined,
	discardsMerged: undefined,
	discardedBytes: undefined,
	discardMs: undefined,
	flushes: undefined,
	flushMs: undefined,
} as const;

/** Converts nanoseconds. */
function milliseconds(nanoseconds: number | undefined): number | undefined {
	return nanoseconds === undefined ? undefined : nanoseconds / 1e6;
}
