import type {HistoryPoint} from '../../protocol/messages/history-point.js';

/** The way to a host. How old what it last said may be is for the fleet to judge, the same for every feed. */
export type HostLink =
	| {readonly state: 'connecting'}
	| {readonly state: 'open'}
	/** `reason` is for a person and holds no secret. `isFinal`: nothing more is tried, as after a wrong token. */
	| {readonly state: 'lost'; readonly reason: string; readonly isFinal: boolean};

/** Who listens to a feed. A host is listed from the first call that names it. Calls cost little and never throw. */
export type HostListener = {
	/** The way to a host is another than before. */
	link(host: string, link: HostLink): void;
	/**
	A `monitoring_data` message of a host, parsed from JSON and looked at no further: it is decoded only when it is shown,
	and only the latest is kept. Says by itself that the link is open.
	*/
	message(host: string, message: unknown): void;
	/** What a host measured while nobody listened, oldest first. */
	history(host: string, points: readonly HistoryPoint[]): void;
	/** What is wrong with the feed as a whole, such as a broker that cannot be reached; `undefined` when nothing is. */
	trouble(reason: string | undefined): void;
};

/**
A transport that brings messages of hosts: a WebSocket to one of them, or a broker to which all of them publish. The screen,
the overview and the plain output of a fleet know nothing more of a transport than this.

The name of a host is unique within its feed and stays the same for as long as the program runs. It may hold any character:
whoever draws it makes it printable.
*/
export type HostFeed = {
	/**
	Listens until `signal` aborts; resolves when everything is closed. What goes wrong on the way is told to the listener, and
	tried again where that makes sense. Rejects only where nothing can ever be heard, with an error whose message is for a
	person: a package that is not installed.
	*/
	run(listener: HostListener, signal: AbortSignal): Promise<void>;
	/**
	Which host is shown in full; of the others only a summary is. May be called before `run`, and often. Absent
	where every message carries everything anyway.
	*/
	focus?(host: string | undefined): void;
};
