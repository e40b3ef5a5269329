import type {ReportProblem} from '../core/problem.js';
import type {HealthReport} from '../health/report.js';
import type {Log} from '../log/log.js';
import type {CommandLineOf} from '../protocol/messages/command-lines.js';
import type {Advise} from './access/advice.js';

/** How a monitor is broadcast over a server. All of it is optional. */
export type AttachOptions = {
	/**
	Where WebSocket clients connect, and what may stand before the paths of `handleRequest`. What wants to upgrade elsewhere is
	left to the server's other listeners.

	@default '/'
	*/
	readonly path?: string;
	/** @default 1000 */
	readonly maxClients?: number;
	/**
	Snapshots are compressed, once for everybody, for clients that ask for it. A fifth to a third of the bytes.

	@default false
	*/
	readonly compress?: boolean;
	/** What clients must know. `undefined`: whoever reaches the server may read it. */
	readonly token?: string | undefined;
	/** Names, beside addresses, `localhost` and the host name, under which clients may call the server without the token. */
	readonly allowHosts?: readonly string[];
	/** Origins, beside the server's own, whose pages may read it. */
	readonly allowOrigins?: readonly string[];
	/**
	Whether what a reverse proxy says of scheme, host and client is believed (`X-Forwarded-Proto`, `-Host`, `-Port`, `-For`, and
	`Forwarded`). Without one in front, anybody can say it.

	@default false
	*/
	readonly trustProxy?: boolean;
	/** Told of clients, refusals and failures. */
	readonly log?: Log;
	/** Called when the server has a problem, and when the problem is over: `monitor.report` shows it. */
	readonly report?: ReportProblem;
	/** Returns what can be done about a refusal, a warning or an error, to be added to it. @default names the option */
	readonly advise?: Advise;
	/** Called when the list of processes is wanted; returns what takes the wish back. */
	readonly wantProcessList?: () => () => void;
	/** Tells clients the command lines of processes, which carry secrets. By default they are told the names alone. */
	readonly commandLineOf?: CommandLineOf | undefined;
	/** How the monitor is doing, for `/metrics` and `/api/v1/status`: `() => healthReport(monitor)`. */
	readonly health?: (() => HealthReport) | undefined;
};
