import type {HistoryPoint} from '../../protocol/messages/history-point.js';

/** The state of the connection to a host. The fleet itself decides when data is stale, in the same way for all feeds. */
export type HostLink =
	| {readonly state: 'connecting'}
	| {readonly state: 'open'}
	/**
	`reason` is human-readable and contains no secrets. `isFinal`: the feed does not reconnect, for example after a wrong
	token.
	*/
	| {
			readonly state: 'lost';
			readonly reason: string;
			readonly isFinal: boolean;
			/** Epoch milliseconds of the next attempt, if it is known. */
			readonly retryAtMs?: number | undefined;
	  };

/** The receiver of a feed. A host is listed from the first call that names it. Calls are cheap and never throw. */
export type HostListener = {
	/** Called when the connection to a host changes. */
	link(host: string, link: HostLink): void;
	/**
	Called for a `monitoring_data` message of a host, parsed from JSON but not validated: it is decoded only when it is shown,
	and only the latest is kept. Implies that the connection is open.
	*/
	message(host: string, message: unknown): void;
	/** Called with earlier samples of a host, oldest first. */
	history(host: string, points: readonly HistoryPoint[]): void;
	/** Called with a problem of the whole feed, such as an unreachable broker; `undefined` when it is over. */
	trouble(reason: string | undefined): void;
};

/**
A transport for messages of hosts: a WebSocket to one host, or a broker to which all hosts publish. The screen, the overview
and the plain output of a fleet depend only on this interface.

The name of a host is unique within its feed and does not change while the program runs. It may contain any character: the
code that displays it makes it printable.
*/
export type HostFeed = {
	/**
	Runs until `signal` aborts; resolves when everything is closed. Failures are reported to the listener and retried if that
	makes sense. Rejects with a human-readable error only if the feed cannot work at all, for example because a package is not
	installed.
	*/
	run(listener: HostListener, signal: AbortSignal): Promise<void>;
	/**
	Sets the host that is shown completely; of the others, only a summary is shown. May be called before `run`, and
	repeatedly. Absent if every message contains all data.
	*/
	focus?(host: string | undefined): void;
};
