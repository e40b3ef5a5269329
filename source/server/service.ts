import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import type {HealthReport} from '../health/report.js';
import type {Log} from '../log/log.js';
import type {ServerStatus} from '../protocol/messages/server-message.js';
import type {Access} from './access/access.js';
import type {Lease} from './lease.js';
import type {Budgets} from './limits/budgets.js';
import type {Refusals} from './limits/refusals.js';
import type {CutReason} from './websocket/client.js';
import type {HistoryReplies} from './websocket/history-replies.js';
import type {Stream} from './websocket/stream.js';

/** The state and the functions that all parts of a server share. */
export type Service = {
	readonly store: ReadonlyStore<MonitorState>;
	readonly stream: Stream;
	readonly access: Access;
	readonly log: Log;
	/** A throttled log for connections that the server closes, so that clients cannot fill the log. */
	readonly logCut: Log;
	readonly refusals: Refusals;
	/** The request budgets by client address. */
	readonly budgets: Budgets;
	/** The budgets for health checks, which are slowed down, but never refused. */
	readonly healthBudgets: Budgets;
	readonly histories: HistoryReplies;
	/** A random ID that identifies one start of the server. */
	readonly serverId: string;
	readonly maxClients: number;
	/** Whether clients that support it get compressed snapshots. */
	readonly compress: boolean;
	/** The number of connections that the server closed, by reason. */
	readonly cuts: Record<CutReason, number>;
	/** The lease that keeps the process list measured. */
	readonly processList: Lease;
	/** Returns the expiry time of the certificate, in epoch milliseconds; `undefined` without TLS. */
	certificateExpiryMs(): number | undefined;
	/** Returns the health report; `undefined` if there is none. */
	health(): HealthReport | undefined;
	/** Returns whether the latest snapshot is recent enough. */
	isHealthy(): boolean;
	status(): ServerStatus;
	/** Does periodic work. The caller calls it about once per second. */
	beat(): void;
};
