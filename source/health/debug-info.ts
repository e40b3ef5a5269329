import {type ExaminedFollowers, type ExaminedMonitor, healthReport, ownUsage} from './health-report.js';
import {type ProcessReport, processReport} from './process-report.js';
import type {HealthReport} from './report.js';

/** A current or earlier error. */
export type RecentError = {
	/** The part that failed: a collector, `handler ops`, `export`, … */
	readonly area: string;
	readonly message: string;
	/** Time of the error in epoch milliseconds; `undefined` when unknown. */
	readonly atMs: number | undefined;
};

/** Diagnostic information about a monitor and its process. It contains no secrets and no environment variables. */
export type DebugInfo = ProcessReport & {
	/**
	Processor usage of this process since the previous sample; 100 is one core. Like the values up to `gcPauseMs`, it is
	known only when this machine is measured.
	*/
	readonly cpuPercent: number | undefined;
	/** Number of threads. Linux only. */
	readonly activeThreads: number | undefined;
	/** Number of open file descriptors. Linux only. */
	readonly openFiles: number | undefined;
	/** Number of garbage collections since the start. */
	readonly gcCount: number | undefined;
	/** Total milliseconds of garbage collection since the start. */
	readonly gcPauseMs: number | undefined;
	/** Number of samples in the history. */
	readonly historyLength: number;
	/** Number of notifications and samples that wait to be delivered or written. */
	readonly queueSize: number;
	/** The latest error of each collector and handler, and all current problems. */
	readonly recentErrors: readonly RecentError[];
	readonly health: HealthReport;
};

/** Returns diagnostic information about a monitor, its followers and the process. */
export function debugInfo(monitor: ExaminedMonitor, followers: ExaminedFollowers = {}): DebugInfo {
	const health = healthReport(monitor, followers);
	const self = ownUsage(monitor);
	return {
		...processReport(),
		cpuPercent: self?.cpuPercent,
		activeThreads: self?.threads,
		openFiles: self?.openFiles,
		gcCount: self?.gcCount,
		gcPauseMs: self?.gcPauseMs,
		historyLength: monitor.store.getState().history.length,
		queueSize: queueSize(health),
		recentErrors: recentErrors(health),
		health,
	};
}

function queueSize({handlers, export: files, databases}: HealthReport): number {
	const waiting = [files?.waiting ?? 0, ...databases.map(database => database.waiting)];
	return [...handlers.map(({queued}) => queued), ...waiting].reduce((sum, count) => sum + count, 0);
}

function recentErrors({problems, collectors, handlers}: HealthReport): readonly RecentError[] {
	return [
		...problems.map(({area, message, sinceMs}) => ({area, message, atMs: sinceMs})),
		...[...collectors, ...handlers.map(handler => ({...handler, name: `handler ${handler.name}`}))].flatMap(
			({name, lastError}) => (lastError === undefined ? [] : [{area: name, message: lastError, atMs: undefined}]),
		),
	];
}
