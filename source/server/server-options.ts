import type {AttachOptions} from './attach-options.js';

/** Options of `startServer`. All are optional. */
export type ServerOptions = Omit<AttachOptions, 'path'> & {
	/** The address to listen on; `0.0.0.0` for all addresses. @default '127.0.0.1' */
	readonly host?: string;
	/** The port to listen on; 0 selects a free port, which `server.state` contains. @default 8765 */
	readonly port?: number;
	/**
	The Unix socket to listen on instead of a port: `unix:/run/mon-tui/mon-tui.sock`. Its mode is 0660, so that only the owner
	and the group can connect. The socket of a process that has ended is replaced.
	*/
	readonly listen?: string | undefined;
	/** The group of the Unix socket: a name in `/etc/group`, or a number. @default the group of the process */
	readonly socketGroup?: string | undefined;
	/**
	The descriptor of a listening socket, TCP or Unix, that another program has opened, such as systemd. It takes precedence
	over `listen`, `host` and `port`.
	*/
	readonly fd?: number | undefined;
	/** A file that contains the token, instead of `token`. */
	readonly tokenFile?: string | undefined;
	/** Whether to generate a token if none is given and other machines can connect. @default true */
	readonly auth?: boolean;
	/** The file of the TLS certificate, in PEM. Requires `tlsKey`. Without it, the server does not use TLS. */
	readonly tlsCert?: string | undefined;
	/** The file of the private key of the certificate, in PEM. Requires `tlsCert`. */
	readonly tlsKey?: string | undefined;
};
