import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {MonitorState} from '../core/state.js';
import {createStore, type ReadonlyStore} from '../core/store.js';
import type {Access} from './access/access.js';
import type {AttachOptions} from './attach-options.js';
import {createService, type PortDetails} from './create-service.js';
import {createHttpHandler} from './http/http-handler.js';
import {createRoutes} from './http/http-routes.js';
import {createMount} from './http/mount.js';
import {createRefusals} from './limits/refusals.js';
import {type PageFile, readPage} from './page.js';
import type {ServerState} from './server-state.js';
import {closeClients} from './websocket/close-clients.js';
import {createUpgrade} from './websocket/upgrade.js';
import {addUpgradeRoute} from './websocket/upgrades.js';

/** A monitor that is attached to an HTTP server. Disposing detaches it. */
export type AttachedServer = AsyncDisposable & {
	/** The state of the attached server: its clients. */
	readonly state: ReadonlyStore<ServerState>;
	/**
	Answers requests for `/healthz`, `/metrics`, `/api/v1/…` and the page, with or without the prefix `path`. The caller
	decides which requests to pass.
	*/
	handleRequest(request: IncomingMessage, response: ServerResponse): void;
};

/**
Serves a monitor's store on an existing HTTP server, such as one of Express, Fastify or `node:http`. The caller passes
requests to `handleRequest`, and closes the server. WebSocket clients connect on `path`; other upgrade requests are left to
the server's other listeners. Without other listeners, they are answered as without mon-tui, or with 404.
*/
export async function attachServer(
	httpServer: Server,
	store: ReadonlyStore<MonitorState>,
	options: AttachOptions = {},
): Promise<AttachedServer> {
	return attach(httpServer, store, options, {
		address: undefined,
		urlWithToken: undefined,
		page: await readPage(),
		port: 0,
		refusals: createRefusals(options.log ?? (() => undefined)),
		certificateExpiryMs: () => undefined,
		onUpgrade: () => undefined,
	});
}

export type AttachDetails = Pick<ServerState, 'urlWithToken'> &
	PortDetails & {
		readonly page: ReadonlyMap<string, PageFile>;
		/** Called when a connection is no longer an HTTP connection. */
		readonly onUpgrade: (request: IncomingMessage) => void;
	};

const beatEveryMs = 1000;

/** An attached server with methods that the library does not export. */
export type Attached = AttachedServer & Pick<Access, 'changeToken'>;

export function attach(
	httpServer: Server,
	store: ReadonlyStore<MonitorState>,
	options: AttachOptions,
	{urlWithToken, page, onUpgrade, ...details}: AttachDetails,
): Attached {
	const {path = '/'} = options;
	const mount = createMount(path);
	const service = createService(store, options, details);
	const {stream} = service;
	const state = createStore<ServerState>({address: details.address, clients: 0, skippedFrames: 0, urlWithToken});

	const update = (changes: Partial<ServerState>): void => state.setState(before => ({...before, ...changes}));

	const receiveState = (): void => {
		const {sample} = store.getState();
		if (!sample || sample === stream.latest()?.sample) {
			return;
		}

		stream.broadcast(sample);
		if (stream.clients.size > 0) {
			service.processList.renew();
		}

		if (stream.skippedFrames() !== state.getState().skippedFrames) {
			update({skippedFrames: stream.skippedFrames()});
		}
	};

	const upgrade = createUpgrade(service, {
		// A client that connects already has the token.
		onConnect: () => update({clients: stream.clients.size, urlWithToken: undefined}),
		onDisconnect: () => update({clients: stream.clients.size}),
	});
	const removeRoute = addUpgradeRoute(httpServer, {
		path,
		matches: ({url = ''}) => mount.isStream(url),
		take(request, head) {
			onUpgrade(request);
			upgrade(request, head);
		},
	});
	const unsubscribe = store.subscribe(receiveState);
	receiveState();
	const beating = setInterval(() => service.beat(), beatEveryMs);
	beating.unref();

	return {
		state,
		handleRequest: createHttpHandler(service, createRoutes(service, page), mount),
		changeToken(token) {
			service.access.changeToken(token);
			// The generated token is no longer valid.
			update({urlWithToken: undefined});
		},
		async [Symbol.asyncDispose]() {
			unsubscribe();
			removeRoute();
			clearInterval(beating);
			service.processList[Symbol.dispose]();
			await closeClients(stream.clients);
		},
	};
}
