import type {DebugInfo} from '../../source/health/debug-info.js';
import type {ProcessReport} from '../../source/health/process-report.js';
import type {CollectorReport, HealthReport} from '../../source/health/report.js';
import {startMs} from './samples.js';

function collector(name: string, changes: Partial<CollectorReport> = {}): CollectorReport {
	return {
		name,
		cadenceMs: 500,
		successes: 12_345,
		failures: 0,
		skipped: 0,
		timeouts: 0,
		lastDurationMs: 0.21,
		durations: {p50Ms: 0.2, p95Ms: 0.4, maxMs: 1.5},
		lastError: undefined,
		isRunning: false,
		state: 'ok',
		reason: undefined,
		...changes,
	};
}

const troubled: HealthReport = {
	status: 'degraded',
	reasons: [
		'handler ops: status 503; 2 waiting',
		'export: cannot export to /srv/monitoring: no space left on device; 4 samples wait',
		'memory: error: /proc/meminfo: permission denied',
	],
	source: 'local',
	startedAtMs: startMs - 3_600_000,
	uptimeMs: 3_600_000,
	samples: 7200,
	sampleAgeMs: 200,
	intervalMs: 500,
	collectors: [
		collector('processor', {successes: 1_234_567}),
		collector('memory', {
			state: 'error',
			reason: '/proc/meminfo: permission denied',
			lastError: '/proc/meminfo: permission denied',
			successes: 0,
			failures: 40,
		}),
		collector('disks', {cadenceMs: 5000, lastError: '/mnt: input/output error', failures: 2, durations: undefined}),
		collector('gpu', {state: 'unsupported', reason: 'no GPU', successes: 0, lastDurationMs: undefined}),
		collector('queue', {state: 'timeout', reason: 'no answer within 5 s', timeouts: 3, skipped: 12}),
	],
	firingAlerts: 1,
	handlers: [
		{name: 'ops', isEnabled: true, queued: 2, handled: 5, failed: 3, dead: 1, lastError: 'status 503'},
		{name: 'journal', isEnabled: true, queued: 0, handled: 5, failed: 0, dead: 0, lastError: undefined},
		{name: 'night', isEnabled: false, queued: 0, handled: 0, failed: 0, dead: 0, lastError: undefined},
	],
	export: {written: 60, waiting: 4, lost: 0},
	databases: [{place: 'postgresql://db/metrics', written: 1200, waiting: 1, lost: 2}],
	server: {address: undefined, clients: 3, skippedFrames: 17},
	memory: {residentSetBytes: 90 * 2 ** 20, trendBytesPerHour: 1.5 * 2 ** 20, leakWarning: undefined},
	eventLoopDelayMs: 12.34,
	problems: [
		{area: 'handler ops', message: 'status 503; 2 waiting', sinceMs: startMs - 60_000},
		{
			area: 'export',
			message: 'cannot export to /srv/monitoring: no space left on device; 4 samples wait',
			sinceMs: startMs - 30_000,
		},
	],
};

/** A process that has run for an hour. */
export const processReport: ProcessReport = {
	version: '1.2.3',
	nodeVersion: 'v24.1.0',
	platform: 'linux x64',
	pid: 4711,
	processUptimeMs: 3_600_000,
	activeResources: {Timeout: 2},
	residentSetBytes: 90 * 2 ** 20,
	heapUsedBytes: 20 * 2 ** 20,
	heapTotalBytes: 30 * 2 ** 20,
	externalBytes: 2 ** 20,
};

/** A monitor that measures, but of which several things do not work; `changes` replaces parts of the report. */
export function examination(changes: Partial<HealthReport> = {}): DebugInfo {
	return {
		...processReport,
		cpuPercent: 1.5,
		activeThreads: 11,
		openFiles: 30,
		gcCount: 12,
		gcPauseMs: 20,
		historyLength: 1000,
		queueSize: 7,
		recentErrors: [],
		health: {...troubled, ...changes},
	};
}
