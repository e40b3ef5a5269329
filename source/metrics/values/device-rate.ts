import type {DeviceCounters, DeviceIo} from '../snapshot.js';
import {growth} from './growth.js';

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

	const reads = growth(before.reads, now.reads);
	const writes = growth(before.writes, now.writes);
	const requests = plus(reads, writes);
	const readMs = growth(before.readMs, now.readMs);
	const writeMs = growth(before.writeMs, now.writeMs);
	const busyMs = growth(before.busyMs, now.busyMs);
	// Since Linux 5.0 the time of a request is added when it completes: of those that do not, only the number is known.
	const weightedMs = growth(before.weightedMs, now.weightedMs);
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

function plus(a: number | undefined, b: number | undefined): number | undefined {
	return a === undefined || b === undefined ? undefined : a + b;
}

function per(amount: number | undefined, count: number | undefined): number | undefined {
	return amount === undefined || count === undefined || count === 0 ? undefined : amount / count;
}
