import type {Problem} from '../core/problem.js';
import type {Pulse} from '../core/pulse.js';
import type {AbsentState} from '../metrics/reading.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';

/** `failing`: nothing is measured. `degraded`: something does not work, the rest does. `idle`: the monitor does not run. */
export type HealthStatus = 'ok' | 'degraded' | 'failing' | 'idle';

/** One collector, and what is known of its metric now. */
export type CollectorReport = CollectorHealth & {
	readonly state: 'ok' | AbsentState;
	/** Why there is no value. */
	readonly reason: string | undefined;
};

/** What one handler has done and has to do, since the start. */
export type HandlerReport = {
	readonly name: string;
	readonly isEnabled: boolean;
	/** Notifications that wait, the one being sent included. */
	readonly queued: number;
	/** Events that arrived. */
	readonly handled: number;
	/** Attempts that failed. */
	readonly failed: number;
	/** Events that were given up. */
	readonly dead: number;
	readonly lastError: string | undefined;
};

/** What became of the samples that were to be recorded, since the start. */
export type ExportReport = {readonly written: number; readonly waiting: number; readonly lost: number};

/** The same of one database. */
export type DatabaseReport = ExportReport & {
	/** Of the database, for people. */
	readonly place: string;
};

/** Who watches over the server. */
export type ServerReport = {
	readonly clients: number;
	/** Snapshots left out for slow clients. */
	readonly skippedFrames: number;
};

/** What the monitor's own memory does. */
export type MemoryReport = {
	readonly residentSetBytes: number;
	/** Over the last hour. `undefined` until there are ten minutes to judge by. */
	readonly trendBytesPerHour: number | undefined;
	/** Says why, when it seems to leak. */
	readonly leakWarning: string | undefined;
};

/** How a monitor and all that follows it are doing. */
export type HealthReport = {
	readonly status: HealthStatus;
	/** Why the status is not `ok`, the gravest first. */
	readonly reasons: readonly string[];
	/** Whether this machine is measured, or another one, or a recording is shown. */
	readonly source: Pulse['source'];
	/** Epoch milliseconds. */
	readonly startedAtMs: number;
	readonly uptimeMs: number;
	/** So far. */
	readonly samples: number;
	/** Since the latest sample came. `undefined` before the first, and for a recording. */
	readonly sampleAgeMs: number | undefined;
	readonly intervalMs: number;
	/** Empty where nothing is measured: for a recording, another machine. */
	readonly collectors: readonly CollectorReport[];
	readonly firingAlerts: number;
	readonly handlers: readonly HandlerReport[];
	/** `undefined` when nothing is recorded. */
	readonly export: ExportReport | undefined;
	/** Those that samples are recorded in. */
	readonly databases: readonly DatabaseReport[];
	/** `undefined` when nothing is served. */
	readonly server: ServerReport | undefined;
	/** `undefined` while it is not measured: for a recording, another machine. */
	readonly memory: MemoryReport | undefined;
	/** The longest time that the event loop was held since the sample before. */
	readonly eventLoopDelayMs: number | undefined;
	readonly problems: readonly Problem[];
};
