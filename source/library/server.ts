import type {Server} from 'node:http';
import {server} from '../config/options/server.js';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import type {AttachOptions} from '../server/attach-options.js';
import {type AttachedServer, attachServer as attach} from '../server/attach-server.js';
import type {ServerOptions} from '../server/server-options.js';
import {type RunningServer, startServer as start} from '../server/start-server.js';
import {type Closable, closable} from '../support/closable.js';
import {
	anyText,
	anyToggle,
	type Checks,
	callback,
	checkArgument,
	checkOf,
	listOf,
	someObject,
	whole,
} from './options.js';

const {port, maxClients, host, allowOrigins, listen} = server.fields;
const common: Checks<Omit<AttachOptions, 'path'>> = {
	maxClients: {...whole(1, 100_000), help: maxClients.help},
	compress: anyToggle,
	token: anyText,
	allowHosts: listOf(anyText),
	allowOrigins: listOf(allowOrigins),
	trustProxy: anyToggle,
	log: callback,
	report: callback,
	advise: callback,
	requestProcessList: callback,
	commandLineOf: callback,
	health: callback,
};

const checkServer = checkOf<ServerOptions>('startServer', {
	...common,
	host,
	port: {...whole(0, 65_535), help: port.help},
	listen,
	socketGroup: anyText,
	fd: {...whole(3, 65_535), help: 'descriptor of a listening socket'},
	tokenFile: anyText,
	auth: anyToggle,
	tlsCert: anyText,
	tlsKey: anyText,
});

/**
Opens a port or a Unix socket and serves a monitor's store on it, over WebSocket and HTTP, until closed. Closing it closes all connections.

Rejects with a `ServerStartError` if the server cannot start, for example because the port is in use or a file cannot be
read, and with a TypeError or RangeError if an option is invalid.
*/
export async function startServer(
	store: ReadonlyStore<MonitorState>,
	options: ServerOptions = {},
): Promise<RunningServer & Closable> {
	checkArgument('startServer', 'the store', someObject, store);
	checkServer(options);
	return closable(await start(store, options));
}

const checkAttach = checkOf<AttachOptions>('attachServer', {...common, path: anyText});

/**
Serves a monitor's store on an existing HTTP server, such as one of Express, Fastify or `node:http`. Closing the result
detaches the monitor; the HTTP server stays open.

Rejects with a TypeError or RangeError if an option is invalid.
*/
export async function attachServer(
	httpServer: Server,
	store: ReadonlyStore<MonitorState>,
	options: AttachOptions = {},
): Promise<AttachedServer & Closable> {
	checkArgument('attachServer', 'the store', someObject, store);
	checkAttach(options);
	return closable(await attach(httpServer, store, options));
}
