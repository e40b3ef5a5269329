import type {Group} from '../../snapshot.js';
import {growth} from '../../values/growth.js';
import type {DeviceBytes} from '../procfs/cgroup.js';
import {throttledShare} from '../throttled-share.js';
import type {GroupDetails} from './read-group.js';

/** A value and the time at which it was read, in monotonic milliseconds. */
export type At<Value> = {readonly atMs: number; readonly value: Value};

/** The values of a group that its details give. */
export type DetailValues = Omit<Group, 'path' | 'name' | 'kind' | 'image' | 'cpuPercent' | 'cpuSeconds' | 'restarts'>;

export const noDetails: DetailValues = {
	cpuLimitCores: undefined,
	throttledPercent: undefined,
	memoryBytes: undefined,
	memoryLimitBytes: undefined,
	memoryPercent: undefined,
	memoryLimitHits: undefined,
	memoryLimitHitsPerSecond: undefined,
	swapBytes: undefined,
	readBytesPerSecond: undefined,
	writeBytesPerSecond: undefined,
	pressure: undefined,
	pids: undefined,
	pidsLimit: undefined,
	pidsLimitHits: undefined,
	pidsLimitHitsPerSecond: undefined,
	oomKills: undefined,
	state: undefined,
};

/** Facts of the machine that the values depend on. */
export type MachineFacts = {
	/** Memory of the machine: limits above it cannot be reached. */
	readonly memoryBytes: number;
	/** Returns whether a block device has its own I/O: not one whose I/O another device does. */
	isPhysical(deviceNumber: string): boolean;
};

/**
Returns the CPU usage; 100 is one core. `undefined` without an earlier value, and when the counter decreased because the
group was created again.
*/
export function cpuPercentOf(before: At<number> | undefined, now: At<number>): number | undefined {
	const seconds = before && (now.atMs - before.atMs) / 1000;
	const used = growth(before?.value, now.value);
	return seconds === undefined || seconds <= 0 || used === undefined ? undefined : (100 * used) / seconds;
}

/** Returns the values that the details give; rates need the earlier details. */
export function detailValues(
	before: At<GroupDetails> | undefined,
	now: At<GroupDetails>,
	machine: MachineFacts,
): DetailValues {
	const {value} = now;
	const seconds = before && (now.atMs - before.atMs) / 1000;
	const memoryLimitBytes =
		value.memoryLimitBytes !== undefined && value.memoryLimitBytes < machine.memoryBytes
			? value.memoryLimitBytes
			: undefined;
	const io = value.io && totalOf(value.io, machine);
	const ioBefore = before?.value.io && totalOf(before.value.io, machine);
	return {
		cpuLimitCores: value.cpuLimitCores,
		throttledPercent:
			value.cpuLimitCores === undefined
				? undefined
				: throttledShare(
						growth(before?.value.throttledPeriods, value.throttledPeriods),
						growth(before?.value.periods, value.periods),
					),
		memoryBytes: value.memoryBytes,
		memoryLimitBytes,
		memoryPercent:
			memoryLimitBytes === undefined || value.memoryBytes === undefined
				? undefined
				: percent(value.memoryBytes, memoryLimitBytes),
		memoryLimitHits: value.memoryLimitHits,
		memoryLimitHitsPerSecond: rate(growth(before?.value.memoryLimitHits, value.memoryLimitHits), seconds),
		swapBytes: value.swapBytes,
		readBytesPerSecond: rate(growth(ioBefore?.readBytes, io?.readBytes), seconds),
		writeBytesPerSecond: rate(growth(ioBefore?.writtenBytes, io?.writtenBytes), seconds),
		pressure: value.pressure,
		pids: value.pids,
		pidsLimit: value.pidsLimit,
		pidsLimitHits: value.pidsLimitHits,
		pidsLimitHitsPerSecond: rate(growth(before?.value.pidsLimitHits, value.pidsLimitHits), seconds),
		oomKills: value.oomKills,
		state: value.isFrozen ? 'frozen' : undefined,
	};
}

function totalOf(devices: readonly DeviceBytes[], {isPhysical}: MachineFacts) {
	const counted = devices.filter(({deviceNumber}) => isPhysical(deviceNumber));
	return {
		readBytes: counted.reduce((sum, {readBytes}) => sum + readBytes, 0),
		writtenBytes: counted.reduce((sum, {writtenBytes}) => sum + writtenBytes, 0),
	};
}

function rate(grown: number | undefined, seconds: number | undefined): number | undefined {
	return grown === undefined || seconds === undefined || seconds <= 0 ? undefined : grown / seconds;
}

/** Returns the used share of a limit; 100 for a limit of 0. */
function percent(used: number, limit: number): number {
	return limit === 0 ? 100 : (100 * used) / limit;
}
