import type {Alert, AlertEventKind} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';
import type {HistoryPoint} from '../../protocol/messages/history-point.js';
import type {Fields} from '../../support/fields.js';

/** Who answered. */
export type ServerIdentity = {
	/** Another one means that the server was started anew. `undefined` for servers of the first version. */
	readonly id: string | undefined;
	readonly version: string | undefined;
	readonly hostname: string | undefined;
	/** Its own pace, milliseconds. `undefined` until it is known. */
	readonly intervalMs: number | undefined;
	/** Whether it knows intervals, metrics, history and events. */
	readonly isVersion1: boolean;
};

/** What a server says, in the order in which it says it. */
export type ServerEvent =
	| {readonly type: 'connected'; readonly server: ServerIdentity}
	/** From here on samples are what was asked for, at that pace in milliseconds. */
	| {readonly type: 'subscribed'; readonly intervalMs: number}
	| {
			readonly type: 'sample';
			/** The `monitoring_data` message, parsed from JSON; completed where the server is of the first version. */
			readonly message: Fields;
			/** The same, decoded when first asked for. What the message does not tell is absent. */
			readonly sample: Sample;
	  }
	/** What was measured before, oldest first: at the start, and after an interruption what was missed. */
	| {readonly type: 'history'; readonly points: readonly HistoryPoint[]}
	/** An alert changed. The alerts of a sample are all that fire then; this is the change alone, and comes at once. */
	| {
			readonly type: 'alert';
			readonly change: Exclude<AlertEventKind, 'repeated'>;
			readonly alert: Alert;
	  }
	/** Samples that were left out: by the server, for a connection that is too slow, or here, for a reader that is. */
	| {readonly type: 'lag'; readonly skipped: number; readonly by: 'server' | 'reader'}
	/** The server refuses what was asked for; `code` as in the protocol. */
	| {readonly type: 'refused'; readonly code: string; readonly message: string};
