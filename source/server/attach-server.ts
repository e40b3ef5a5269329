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

/** What was added to a server of yours. Disposing takes it away again. */
export type AttachedServer = AsyncDisposable & {
	/** Its clients. */
	readonly state: ReadonlyStore<ServerState>;
	/**
	Answers `/healthz`, `/metrics`, `/api/v1/…` and the page, as such or below `path`. You decide which requests it gets.
	*/
	handleRequest(request: IncomingMessage, response: ServerResponse): void;
};

/**
Broadcasts a monitor's store over an HTTP server that you opened and will close: Express, Fastify, `node:http`. Requests go to
`handleRequest` only if you pass them on. WebSocket clients connect on `path`; every other upgrade is left to the server's other
listeners, and where there are none, answered as without this one, or with 404.
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

export type AttachDetails = Pick<ServerState, 'address' | 'urlWithToken'> &
	PortDetails & {
		readonly page: ReadonlyMap<string, PageFile>;
		/** The connection is no longer one of HTTP. */
		readonly onUpgrade: (request: IncomingMessage) => void;
	};

const beatEveryMs = 1000;

/** Beside what the library shows. */
export type Attached = AttachedServer & Pick<Access, 'changeToken'>;

export function attach(
	httpServer: Server,
	store: ReadonlyStore<MonitorState>,
	options: AttachOptions,
	{address, urlWithToken, page, onUpgrade, ...details}: AttachDetails,
): Attached {
	const {path = '/'} = options;
	const mount = createMount(path);
	const service = createService(store, options, details);
	const {stream} = service;
	const state = createStore<ServerState>({address, clients: 0, skippedFrames: 0, urlWithToken});

	const show = (changes: Partial<ServerState>): void => state.setState(before => ({...before, ...changes}));

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
			show({skippedFrames: stream.skippedFrames()});
		}
	};

	const upgrade = createUpgrade(service, {
		// A client that connects has the token.
		onConnect: () => show({clients: stream.clients.size, urlWithToken: undefined}),
		onDisconnect: () => show({clients: stream.clients.size}),
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
			// The one that was made up opens nothing any more.
			show({urlWithToken: undefined});
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
