import type {AttachOptions} from './attach-options.js';

/** Where a server listens, and who may watch. All of it is optional. */
export type ServerOptions = Omit<AttachOptions, 'path'> & {
	/** The address to listen on; `0.0.0.0` is all. @default '127.0.0.1' */
	readonly host?: string;
	/** 0 is any that is free; `server.state` tells which it became. @default 8765 */
	readonly port?: number;
	/** A file with what clients must know, instead of `token`. */
	readonly tokenFile?: string | undefined;
	/** Whether a token is made up where none is given and the address is not loopback. @default true */
	readonly auth?: boolean;
	/** Files with the certificate and its key, in PEM. Both or none. */
	readonly tlsCert?: string | undefined;
	readonly tlsKey?: string | undefined;
};
