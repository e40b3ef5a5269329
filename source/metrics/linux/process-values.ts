import type {Process} from '../snapshot.js';
import type {KernelFacts} from './kernel-facts.js';
import {ticksPerSecond} from './ticks.js';
import type {Tracked} from './tracked-process.js';

/** Tolerance for changes of the wall clock between two readings. */
const clockToleranceMs = 2000;

/** Describes a process. Returns `before` when nothing has changed. */
export function processOf(
	{stat, correction, extras: {values}, rates}: Omit<Tracked, 'process'>,
	user: string | undefined,
	{pageSizeBytes, ...kernel}: KernelFacts,
	epochMs: number,
	before: Process | undefined,
): Process {
	// Written out, as the comparison below: it runs once per process and pass.
	const process: Process = {
		pid: stat.pid,
		parentPid: stat.parentPid,
		startedAtMs: startOf(stat.startTicks, kernel.bootTimeMs, epochMs),
		name: stat.name,
		user,
		state: stat.state,
		threads: stat.threads,
		nice: stat.nice,
		priority: stat.priority,
		isKernelThread: stat.isKernelThread,
		groupPath: values.groupPath,
		residentSetBytes: Math.max(0, stat.residentPages + correction.pages) * pageSizeBytes,
		virtualBytes: stat.virtualBytes,
		sharedBytes: correction.sharedPages === undefined ? undefined : correction.sharedPages * pageSizeBytes,
		swapBytes: values.swapBytes,
		cpuPercent: rates.cpuPercent,
		cpuTimeSeconds: stat.cpuTicks / ticksPerSecond,
		childrenCpuPercent: rates.childrenCpuPercent,
		runDelayPercent: values.runDelayPercent,
		minorFaultsPerSecond: rates.minorFaultsPerSecond,
		majorFaultsPerSecond: rates.majorFaultsPerSecond,
		readBytesPerSecond: values.readBytesPerSecond,
		writeBytesPerSecond: values.writeBytesPerSecond,
		openFiles: values.openFiles,
		maxOpenFiles: values.maxOpenFiles,
		waitChannel: stat.state === 'D' ? values.waitChannel : undefined,
	};
	return before && isEqual(before, process) ? before : process;
}

/** Returns the start time. `undefined` without a boot time, and for a start in the future. */
function startOf(startTicks: number, bootTimeMs: number | undefined, epochMs: number): number | undefined {
	const startedAtMs = bootTimeMs === undefined ? undefined : bootTimeMs + (startTicks * 1000) / ticksPerSecond;
	return startedAtMs !== undefined && startedAtMs <= epochMs + clockToleranceMs ? startedAtMs : undefined;
}

/** Returns whether two states of the same process are equal. What changes most often comes first. */
function isEqual(a: Process, b: Process): boolean {
	return (
		a.cpuTimeSeconds === b.cpuTimeSeconds &&
		a.cpuPercent === b.cpuPercent &&
		a.residentSetBytes === b.residentSetBytes &&
		a.minorFaultsPerSecond === b.minorFaultsPerSecond &&
		a.majorFaultsPerSecond === b.majorFaultsPerSecond &&
		a.readBytesPerSecond === b.readBytesPerSecond &&
		a.writeBytesPerSecond === b.writeBytesPerSecond &&
		a.runDelayPercent === b.runDelayPercent &&
		a.childrenCpuPercent === b.childrenCpuPercent &&
		a.state === b.state &&
		a.waitChannel === b.waitChannel &&
		a.virtualBytes === b.virtualBytes &&
		a.sharedBytes === b.sharedBytes &&
		a.swapBytes === b.swapBytes &&
		a.openFiles === b.openFiles &&
		a.maxOpenFiles === b.maxOpenFiles &&
		a.name === b.name &&
		a.threads === b.threads &&
		a.parentPid === b.parentPid &&
		a.groupPath === b.groupPath &&
		a.startedAtMs === b.startedAtMs &&
		a.nice === b.nice &&
		a.priority === b.priority &&
		a.isKernelThread === b.isKernelThread &&
		a.user === b.user
	);
}
