import type {Liveness} from '../core/liveness.js';
import type {Sample} from '../core/sample.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import {known, type Reading} from '../metrics/reading.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';
import type {SelfUsage} from '../metrics/snapshot.js';
import {assess} from './assess.js';
import type {
	CollectorReport,
	DatabaseReport,
	ExportReport,
	HandlerReport,
	HealthReport,
	ServerReport,
} from './report.js';

/** The parts of a monitor that a health report needs. */
export type ExaminedMonitor = {
	readonly store: ReadonlyStore<MonitorState>;
	liveness(): Liveness;
	health(): readonly CollectorHealth[];
};

/** The followers of the monitor that are part of the report. */
export type ExaminedFollowers = {
	readonly handlers?: {list(): readonly HandlerReport[]} | undefined;
	readonly exporter?: {counts(): ExportReport} | undefined;
	readonly databases?: readonly {readonly place: string; counts(): Omit<DatabaseReport, 'place'>}[] | undefined;
	readonly server?: {readonly state: ReadonlyStore<ServerReport>} | undefined;
};

/** Returns the health of a monitor and its followers. */
export function healthReport(monitor: ExaminedMonitor, followers: ExaminedFollowers = {}): HealthReport {
	const {sample, intervalMs, problems} = monitor.store.getState();
	const {isRunning, source, startedAtMs, uptimeMs, sampleAgeMs} = monitor.liveness();
	const self = ownUsage(monitor);
	const report = {
		source,
		startedAtMs,
		uptimeMs,
		samples: sample?.sequence ?? 0,
		sampleAgeMs,
		intervalMs,
		collectors: monitor.health().map(health => ({...health, ...stateOf(readingOf(sample, health.name))})),
		firingAlerts: sample?.alerts.length ?? 0,
		handlers: followers.handlers?.list().map(handlerReport) ?? [],
		export: followers.exporter?.counts(),
		databases: followers.databases?.map(({place, counts}) => ({place, ...counts()})) ?? [],
		server: followers.server && serverReport(followers.server.state.getState()),
		memory: self && {
			residentSetBytes: self.residentSetBytes,
			trendBytesPerHour: self.memoryTrendBytesPerHour,
			leakWarning: self.leakWarning,
		},
		eventLoopDelayMs: self?.eventLoopDelayMs,
		problems,
	};
	return {...(isRunning === false ? idle : assess(report)), ...report};
}

/** A monitor that was not started, or has ended, is idle. */
const idle = {status: 'idle', reasons: ['the monitor is not running']} as const;

/**
Returns the resource usage of this process. `undefined` for a recording or a remote machine, whose values describe the
process that measured there.
*/
export function ownUsage(monitor: ExaminedMonitor): SelfUsage | undefined {
	return monitor.liveness().source === 'local'
		? known(monitor.store.getState().sample?.snapshot.readings.self)
		: undefined;
}

function readingOf(sample: Sample | undefined, name: string): Reading<unknown> | undefined {
	const {readings, custom} = sample?.snapshot ?? {};
	return Object.entries({...custom, ...readings}).find(([key]) => key === name)?.[1];
}

function stateOf(reading: Reading<unknown> = {state: 'pending'}): Pick<CollectorReport, 'state' | 'reason'> {
	return {state: reading.state, reason: reading.state === 'ok' ? undefined : reading.reason};
}

/** Returns the report of a handler without its discarded messages and alerts. */
function handlerReport({name, isEnabled, queued, handled, failed, dead, lastError}: HandlerReport): HandlerReport {
	return {name, isEnabled, queued, handled, failed, dead, lastError};
}

/** Returns the report of the server without its URL with the token. */
function serverReport({address, clients, skippedFrames}: ServerReport): ServerReport {
	return {address, clients, skippedFrames};
}
