import type {Alert, AlertEventKind} from '../../alerts/alert.js';
import type {Sample} from '../../core/sample.js';
import type {HistoryPoint} from '../../protocol/messages/history-point.js';
import type {Fields} from '../../support/fields.js';

/** The identity of a server. */
export type ServerIdentity = {
	/** The ID of the server; it changes with every start. `undefined` for servers of the first version. */
	readonly id: string | undefined;
	readonly version: string | undefined;
	readonly hostname: string | undefined;
	/** The tick of the server, in milliseconds. `undefined` until it is known. */
	readonly intervalMs: number | undefined;
	/** Whether the server supports intervals, metrics, history and events. */
	readonly isVersion1: boolean;
};

/** An event of a connection. Events are in the order in which the server sent them. */
export type ServerEvent =
	| {readonly type: 'connected'; readonly server: ServerIdentity}
	/** The subscription is active: the following samples have the requested content and this interval, in milliseconds. */
	| {readonly type: 'subscribed'; readonly intervalMs: number}
	| {
			readonly type: 'sample';
			/** The `monitoring_data` message, parsed from JSON; messages of the first version are converted. */
			readonly message: Fields;
			/** The sample, decoded on first access. Values that the message does not contain are absent. */
			readonly sample: Sample;
	  }
	/** The history, oldest first: the requested one at the start, and missed samples after an interruption. */
	| {readonly type: 'history'; readonly points: readonly HistoryPoint[]}
	/** An alert has changed. The event arrives immediately; the alerts of a sample are all that are firing. */
	| {
			readonly type: 'alert';
			readonly change: Exclude<AlertEventKind, 'repeated'>;
			readonly alert: Alert;
	  }
	/** Samples were skipped: by the server, because the connection is slow, or by the client, because the reader is slow. */
	| {readonly type: 'lag'; readonly skipped: number; readonly by: 'server' | 'reader'}
	/** The server has refused a request; `code` is that of the protocol. */
	| {readonly type: 'refused'; readonly code: string; readonly message: string};
