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

/** What the parts of one server share. */
export type Service = {
	readonly store: ReadonlyStore<MonitorState>;
	readonly stream: Stream;
	readonly access: Access;
	readonly log: Log;
	/** Clients cannot fill the log with this one. */
	readonly logCut: Log;
	readonly refusals: Refusals;
	/** What each address may request. */
	readonly budgets: Budgets;
	/** For health checks: they are slowed down, and never refused. */
	readonly healthBudgets: Budgets;
	readonly histories: HistoryReplies;
	/** Random: tells one start of the server from the next. */
	readonly serverId: string;
	readonly maxClients: number;
	/** Whether clients that ask for it get compressed snapshots. */
	readonly compress: boolean;
	/** Connections that were cut. */
	readonly cuts: Record<CutReason, number>;
	/** The wish to have processes listed. */
	readonly processList: Lease;
	/** When the certificate expires, in epoch milliseconds; `undefined` without TLS. */
	certificateExpiryMs(): number | undefined;
	/** `undefined` when nobody can tell. */
	health(): HealthReport | undefined;
	/** Whether the last snapshot is fresh enough. */
	isHealthy(): boolean;
	status(): ServerStatus;
	/** To be called every second or so. */
	beat(): void;
};
