import type {AttachOptions} from './attach-options.js';

/** Options of `startServer`. All are optional. */
export type ServerOptions = Omit<AttachOptions, 'path'> & {
	/** The address to listen on; `0.0.0.0` for all addresses. @default '127.0.0.1' */
	readonly host?: string;
	/** The port to listen on; 0 selects a free port, which `server.state` contains. @default 8765 */
	readonly port?: number;
	/** A file that contains the token, instead of `token`. */
	readonly tokenFile?: string | undefined;
	/** Whether to generate a token if none is given and the address is not loopback. @default true */
	readonly auth?: boolean;
	/** The file of the TLS certificate, in PEM. Requires `tlsKey`. Without it, the server does not use TLS. */
	readonly tlsCert?: string | undefined;
	/** The file of the private key of the certificate, in PEM. Requires `tlsCert`. */
	readonly tlsKey?: string | undefined;
};
