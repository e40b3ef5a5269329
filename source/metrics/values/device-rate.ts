import type {DeviceCounters, DeviceIo} from '../snapshot.js';

/** The part of `DeviceIo` that follows from the counters. */
export type DeviceRate = Omit<DeviceIo, 'isPhysical' | 'isPartition' | 'ioErrors'>;

/**
Returns the I/O of a device between two readings of its counters, with the values of `iostat -x`. `undefined` when there
is no earlier reading of the same device, or its counters were reset.
*/
export function deviceRate(
	now: DeviceCounters,
	before: DeviceCounters | undefined,
	seconds: number,
): DeviceRate | undefined {
	if (before?.deviceNumber !== now.deviceNumber) {
		return undefined;
	}

	const readBytes = now.readBytes - before.readBytes;
	const writtenBytes = now.writtenBytes - before.writtenBytes;
	if (readBytes < 0 || writtenBytes < 0) {
		return undefined;
	}

	const reads = grown(now.reads, before.reads);
	const writes = grown(now.writes, before.writes);
	const requests = plus(reads, writes);
	const readMs = grown(now.readMs, before.readMs);
	const writeMs = grown(now.writeMs, before.writeMs);
	const busyMs = grown(now.busyMs, before.busyMs);
	// Since Linux 5.0 the time of a request is added when it completes: of those that do not, only the number is known.
	const weightedMs = grown(now.weightedMs, before.weightedMs);
	return {
		name: now.name,
		deviceNumber: now.deviceNumber,
		readBytesPerSecond: readBytes / seconds,
		writeBytesPerSecond: writtenBytes / seconds,
		readsPerSecond: per(reads, seconds),
		writesPerSecond: per(writes, seconds),
		readAwaitMs: per(readMs, reads),
		writeAwaitMs: per(writeMs, writes),
		awaitMs: per(plus(readMs, writeMs), requests),
		queueLength: requests === 0 && weightedMs === 0 ? now.inFlight : per(weightedMs, seconds * 1000),
		busyPercent: busyMs === undefined ? undefined : Math.min(100, busyMs / seconds / 10),
	};
}

/** Returns the growth of a counter. `undefined` when it is unknown or wrapped: times have 32 bits in some kernels. */
function grown(now: number | undefined, before: number | undefined): number | undefined {
	return now === undefined || before === undefined || now < before ? undefined : now - before;
}

function plus(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? undefined : a + b;
}

function per(amount: number | undefined, count: number | undefined): number | undefined {
	return amount === undefined || count === undefined || count === 0 ? undefined : amount / count;
}
