import {type ExaminedFollowers, type ExaminedMonitor, healthReport, ownUsage} from './health-report.js';
import {type ProcessReport, processReport} from './process-report.js';
import type {HealthReport} from './report.js';

/** Something that went wrong, now or a while ago. */
export type RecentError = {
	/** Who has or had it: a collector, `handler ops`, `export`, … */
	readonly area: string;
	readonly message: string;
	/** Epoch milliseconds; `undefined` when it is not known. */
	readonly atMs: number | undefined;
};

/** What helps to find out why a monitor does what it does. Nothing secret, and nothing of the environment. */
export type DebugInfo = ProcessReport & {
	/** 100 is one core, since the sample before. Like all that is counted below, only where this machine is measured. */
	readonly cpuPercent: number | undefined;
	/** Linux only. */
	readonly activeThreads: number | undefined;
	readonly openFiles: number | undefined;
	/** Since the start. */
	readonly gcCount: number | undefined;
	readonly gcPauseMs: number | undefined;
	/** Samples that are kept. */
	readonly historyLength: number;
	/** Notifications and samples that wait to be delivered or written. */
	readonly queueSize: number;
	/** The latest of each collector, handler and problem. */
	readonly recentErrors: readonly RecentError[];
	readonly health: HealthReport;
};

/** What is known of a monitor, of what follows it, and of the process that both run in. */
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
