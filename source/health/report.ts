import type {Liveness} from '../core/liveness.js';
import type {Problem} from '../core/problem.js';
import type {AbsentState} from '../metrics/reading.js';
import type {CollectorHealth} from '../metrics/schedule/collector-health.js';

/**
The health status. `failing`: nothing is measured. `degraded`: a part does not work. `idle`: the monitor is not running.
*/
export type HealthStatus = 'ok' | 'degraded' | 'failing' | 'idle';

/** The health of a collector and the state of its metric. */
export type CollectorReport = CollectorHealth & {
	readonly state: 'ok' | AbsentState;
	/** Reason for a missing value. */
	readonly reason: string | undefined;
};

/** The counts of a handler since the start. */
export type HandlerReport = {
	readonly name: string;
	readonly isEnabled: boolean;
	/** Notifications in the queue, including the one being sent. */
	readonly queued: number;
	/** Events that were delivered. */
	readonly handled: number;
	/** Delivery attempts that failed. */
	readonly failed: number;
	/** Events that were discarded. */
	readonly dead: number;
	readonly lastError: string | undefined;
};

/** The counts of recorded samples since the start. */
export type ExportReport = {readonly written: number; readonly waiting: number; readonly lost: number};

/** The counts of samples written to a database. */
export type DatabaseReport = ExportReport & {
	/** Display name of the database. */
	readonly place: string;
};

/** The address and the counts of the server. */
export type ServerReport = {
	/** `http://127.0.0.1:8765/` or `unix:/run/mon-tui/mon-tui.sock`, without a token. */
	readonly address: string | undefined;
	readonly clients: number;
	/** Snapshots that were skipped for slow clients. */
	readonly skippedFrames: number;
};

/** The memory usage of the monitor itself. */
export type MemoryReport = {
	readonly residentSetBytes: number;
	/** Trend of the resident set over the last hour. `undefined` during the first ten minutes. */
	readonly trendBytesPerHour: number | undefined;
	/** Warning when memory appears to leak. */
	readonly leakWarning: string | undefined;
};

/** The health of a monitor and its followers. */
export type HealthReport = {
	readonly status: HealthStatus;
	/** Reasons why the status is not `ok`, most severe first. */
	readonly reasons: readonly string[];
	/** The source: this machine, a remote one, or a recording. */
	readonly source: Liveness['source'];
	/** Time at which the monitor was created, in epoch milliseconds. */
	readonly startedAtMs: number;
	readonly uptimeMs: number;
	/** Number of samples since the start. */
	readonly samples: number;
	/** Milliseconds since the latest sample. `undefined` before the first one, and for a recording. */
	readonly sampleAgeMs: number | undefined;
	readonly intervalMs: number;
	/** Collectors of this machine. Empty for a recording or a remote machine. */
	readonly collectors: readonly CollectorReport[];
	readonly firingAlerts: number;
	readonly handlers: readonly HandlerReport[];
	/** Recording; `undefined` when nothing is recorded. */
	readonly export: ExportReport | undefined;
	/** Databases that samples are written to. */
	readonly databases: readonly DatabaseReport[];
	/** Server; `undefined` when it is not running. */
	readonly server: ServerReport | undefined;
	/** Memory usage of this process. `undefined` for a recording or a remote machine. */
	readonly memory: MemoryReport | undefined;
	/** Maximum delay of the event loop since the previous sample. */
	readonly eventLoopDelayMs: number | undefined;
	readonly problems: readonly Problem[];
};
