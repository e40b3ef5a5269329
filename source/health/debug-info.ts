import os from 'node:os';
import process from 'node:process';
import {known} from '../metrics/reading.js';
import {version} from '../version.js';
import {type ExaminedFollowers, type ExaminedMonitor, healthReport} from './health-report.js';
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
export type DebugInfo = {
	readonly version: string;
	readonly nodeVersion: string;
	/** `linux x64`. */
	readonly platform: string;
	readonly pid: number;
	/** Linux only. */
	readonly activeThreads: number | undefined;
	readonly openFiles: number | undefined;
	/** What keeps the event loop going, by its kind: timers, sockets, children. */
	readonly activeResources: Readonly<Record<string, number>>;
	readonly heapUsedBytes: number;
	readonly heapTotalBytes: number;
	readonly externalBytes: number;
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
	const {sample, history} = monitor.store.getState();
	const self = known(sample?.snapshot.readings.self);
	const {heapUsed, heapTotal, external} = process.memoryUsage();
	return {
		version,
		nodeVersion: process.version,
		platform: `${process.platform} ${os.arch()}`,
		pid: process.pid,
		activeThreads: self?.threads,
		openFiles: self?.openFiles,
		activeResources: countsOf(process.getActiveResourcesInfo()),
		heapUsedBytes: heapUsed,
		heapTotalBytes: heapTotal,
		externalBytes: external,
		gcCount: self?.gcCount,
		gcPauseMs: self?.gcPauseMs,
		historyLength: history.length,
		queueSize: health.handlers.reduce((sum, {queued}) => sum + queued, health.export?.waiting ?? 0),
		recentErrors: recentErrors(health),
		health,
	};
}

function recentErrors({problems, collectors, handlers}: HealthReport): readonly RecentError[] {
	return [
		...problems.map(({area, message, sinceMs}) => ({area, message, atMs: sinceMs})),
		...[...collectors, ...handlers.map(handler => ({...handler, name: `handler ${handler.name}`}))].flatMap(
			({name, lastError}) => (lastError === undefined ? [] : [{area: name, message: lastError, atMs: undefined}]),
		),
	];
}

function countsOf(names: readonly string[]): Readonly<Record<string, number>> {
	const counts: Record<string, number> = {};
	for (const name of names) {
		counts[name] = (counts[name] ?? 0) + 1;
	}

	return counts;
}
