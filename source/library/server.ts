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

const {port, maxClients, host, allowOrigins} = server.fields;
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
	wantProcessList: callback,
	commandLineOf: callback,
	health: callback,
};

const checkServer = checkOf<ServerOptions>('startServer', {
	...common,
	host,
	port: {...whole(0, 65_535), help: port.help},
	tokenFile: anyText,
	auth: anyToggle,
	tlsCert: anyText,
	tlsKey: anyText,
});

/**
Opens a port and broadcasts a monitor's store on it, over WebSocket and HTTP, until closed. Clients are then told so.

Rejects with a `ServerStartError` when that is not possible: the port is in use, a file cannot be read; with a TypeError or
RangeError for an option that cannot be used.
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
Broadcasts a monitor's store over an HTTP server that you opened and will close: Express, Fastify, `node:http`. Closing what
it resolves with takes the broadcast away again.

Rejects with a TypeError or RangeError for an option that cannot be used.
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
