import type {ReportProblem} from '../core/problem.js';
import type {HealthReport} from '../health/report.js';
import type {Log} from '../log/log.js';
import type {CommandLineOf} from '../protocol/messages/command-lines.js';
import type {Advise} from './access/advice.js';

/** Options of `attachServer`. All are optional. */
export type AttachOptions = {
	/**
	The path for WebSocket clients, and an optional prefix of the paths of `handleRequest`. Upgrade requests on other paths
	are left to the server's other listeners.

	@default '/'
	*/
	readonly path?: string;
	/** The maximum number of WebSocket clients. @default 1000 */
	readonly maxClients?: number;
	/**
	Whether to compress snapshots for clients that support it. A snapshot is compressed once for all clients, to a fifth to a
	third of its size.

	@default false
	*/
	readonly compress?: boolean;
	/** The token that clients must send. `undefined`: no token is required. */
	readonly token?: string | undefined;
	/**
	Host names that clients may use without the token, in addition to addresses, `localhost` and the host name.

	@default []
	*/
	readonly allowHosts?: readonly string[];
	/** Origins whose pages may read the server, in addition to its own. @default [] */
	readonly allowOrigins?: readonly string[];
	/**
	Whether to trust the scheme, host and client address that a reverse proxy sends (`X-Forwarded-Proto`, `-Host`, `-Port`,
	`-For`, and `Forwarded`). Do not set it without a reverse proxy: any client can send these headers.

	@default false
	*/
	readonly trustProxy?: boolean;
	/** A log for connections, refusals and failures. @default none */
	readonly log?: Log;
	/** Called when a problem of the server begins and ends; pass `monitor.report` to show it. */
	readonly report?: ReportProblem;
	/** Returns a hint that is appended to a refusal, a warning or an error. By default, hints name the option. */
	readonly advise?: Advise;
	/** Called when a client requests the process list; returns a function that withdraws the request. */
	readonly requestProcessList?: () => () => void;
	/**
	Returns the command line of a process, which may contain secrets. By default, clients get only the names of processes.
	*/
	readonly commandLineOf?: CommandLineOf | undefined;
	/** Returns the health report for `/metrics` and `/api/v1/status`, such as `() => healthReport(monitor)`. @default none */
	readonly health?: (() => HealthReport) | undefined;
};
