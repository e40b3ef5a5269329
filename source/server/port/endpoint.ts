import {isSocketAddress, socketPath} from '../../support/socket-path.js';
import {errorMessage} from '../../support/system-error.js';
import {ServerStartError} from '../start-error.js';

/** The place at which a server listens. */
export type Endpoint =
	| {readonly kind: 'port'; readonly host: string; readonly port: number}
	/** A Unix socket that the server creates and removes. */
	| {readonly kind: 'socket file'; readonly path: string; readonly group: string | undefined}
	/** A listening socket that another program opened and owns, such as systemd. */
	| {readonly kind: 'descriptor'; readonly fd: number};

export type EndpointOptions = {
	readonly host?: string | undefined;
	readonly port?: number | undefined;
	readonly listen?: string | undefined;
	readonly socketGroup?: string | undefined;
	readonly fd?: number | undefined;
};

/** Returns where a server with these options listens. Throws a ServerStartError for an address that cannot be used. */
export function endpointOf({host = '127.0.0.1', port = 8765, listen, socketGroup, fd}: EndpointOptions): Endpoint {
	if (fd !== undefined) {
		return {kind: 'descriptor', fd};
	}

	if (listen === undefined) {
		return {kind: 'port', host, port};
	}

	if (!isSocketAddress(listen)) {
		throw new ServerStartError(`cannot listen on ${listen}: the address must be unix:PATH`);
	}

	try {
		return {kind: 'socket file', path: socketPath(listen), group: socketGroup};
	} catch (cause) {
		throw new ServerStartError(errorMessage(cause), {cause});
	}
}
