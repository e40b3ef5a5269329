import type {HealthReport} from '../health/report.js';
import type {Log} from '../log/log.js';
import type {ServerStatus} from '../protocol/server-message.js';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import type {Access} from './access/access.js';
import type {CutReason} from './client.js';
import type {Lease} from './lease.js';
import type {Stream} from './stream.js';

/** What the parts of one server share. */
export type Service = {
	readonly store: ReadonlyStore<MonitorState>;
	readonly stream: Stream;
	readonly access: Access;
	readonly log: Log;
	/** Strangers cannot fill the log with this one. */
	readonly logRefusal: Log;
	/** Random: tells one start of the server from the next. */
	readonly serverId: string;
	readonly maxClients: number;
	/** Whether clients that ask for it get compressed snapshots. */
	readonly compress: boolean;
	/** Connections that were cut. */
	readonly cuts: Record<CutReason, number>;
	/** The wish to have processes listed. */
	readonly processList: Lease;
	/** `undefined` when nobody can tell. */
	health(): HealthReport | undefined;
	/** Whether the last snapshot is fresh enough. */
	isHealthy(): boolean;
	status(): ServerStatus;
};
