import type {Process} from '../metrics/snapshot.js';
import {type Trend, withValue} from './trend.js';

/** The course of a process over the last minute. */
export type ProcessTrend = {
	/** Identifies the process together with its ID. */
	readonly startedAtMs: number | undefined;
	readonly residentSet: Trend;
	/** Monotonic time since when it is in uninterruptible sleep, at every pass. */
	readonly blockedSinceMs: number | undefined;
	/** Monotonic time since when it uses at least one core. */
	readonly busySinceMs: number | undefined;
};

/** The courses of the processes that may cause a finding, by process ID. */
export type ProcessTrends = ReadonlyMap<number, ProcessTrend>;

/** Number of processes with the most memory that are followed; blocked and busy ones are followed besides. */
const maxFollowed = 60;
const maxBlocked = 500;
const spacingMs = 1900;
const maxPoints = 32;
/** CPU usage from which on a process counts as busy with one thread. */
export const oneCorePercent = 95;

/** Returns the trends with a new list of processes. Processes that ended are forgotten. */
export function observeProcesses(
	before: ProcessTrends,
	processes: readonly Process[],
	monotonicMs: number,
): ProcessTrends {
	const largest = [...processes]
		.sort((left, right) => right.residentSetBytes - left.residentSetBytes)
		.slice(0, maxFollowed);
	const unusual = processes.filter(one => one.state === 'D' || (one.cpuPercent ?? 0) >= oneCorePercent);
	const followed = new Set([...largest, ...unusual.slice(0, maxBlocked)]);
	const after = new Map<number, ProcessTrend>();
	for (const process of followed) {
		const known = before.get(process.pid);
		const past = known?.startedAtMs === process.startedAtMs ? known : undefined;
		after.set(process.pid, {
			startedAtMs: process.startedAtMs,
			residentSet: withValue(past?.residentSet ?? [], monotonicMs, process.residentSetBytes, spacingMs, maxPoints),
			blockedSinceMs: process.state === 'D' ? (past?.blockedSinceMs ?? monotonicMs) : undefined,
			busySinceMs: (process.cpuPercent ?? 0) >= oneCorePercent ? (past?.busySinceMs ?? monotonicMs) : undefined,
		});
	}

	return after;
}
