import type {IncomingMessage, Server, ServerResponse} from 'node:http';
import type {MonitorState} from '../state.js';
import {createStore, type ReadonlyStore} from '../store.js';
import type {Access} from './access/access.js';
import type {AttachOptions} from './attach-options.js';
import {createService} from './create-service.js';
import {sayGoodbye} from './goodbye.js';
import {createHttpHandler} from './http-handler.js';
import {createRoutes} from './http-routes.js';
import {createMount} from './mount.js';
import {type PageFile, readPage} from './page.js';
import {refuseUpgrade} from './refuse-upgrade.js';
import type {ServerState} from './server-state.js';
import {createUpgrade} from './upgrade.js';

/** What was added to a server of yours. Disposing takes it away again. */
export type AttachedServer = AsyncDisposable & {
	/** Its clients. */
	readonly state: ReadonlyStore<ServerState>;
	/**
	Answers `/healthz`, `/metrics`, `/api/v1/…` and the page, as such or below `path`. You decide which requests it gets.
	*/
	handleRequest(request: IncomingMessage, response: ServerResponse): void;
};

/** Broadcasts a monitor's store over an HTTP server that you opened and will close: Express, Fastify, `node:http`. */
export async function attachServer(
	httpServer: Server,
	store: ReadonlyStore<MonitorState>,
	options: AttachOptions = {},
): Promise<AttachedServer> {
	const details = {address: undefined, urlWithToken: undefined, page: await readPage(), isAlone: false};
	return attach(httpServer, store, options, details);
}

export type AttachDetails = Pick<ServerState, 'address' | 'urlWithToken'> & {
	readonly page: ReadonlyMap<string, PageFile>;
	/** Whether nobody else takes what is not for this server. */
	readonly isAlone: boolean;
};

const beatEveryMs = 1000;

/** Beside what the library shows. */
export type Attached = AttachedServer & Pick<Access, 'changeToken'>;

export function attach(
	httpServer: Server,
	store: ReadonlyStore<MonitorState>,
	options: AttachOptions,
	{address, urlWithToken, page, isAlone}: AttachDetails,
): Attached {
	const {path = '/'} = options;
	const mount = createMount(path);
	const service = createService(store, options);
	const {stream} = service;
	const state = createStore<ServerState>({address, clients: 0, skippedFrames: 0, urlWithToken});

	const show = (changes: Partial<ServerState>): void => state.setState(before => ({...before, ...changes}));

	const upgrade = createUpgrade(service, {
		// Whoever connects has the token.
		onConnect: () => show({clients: stream.clients.size, urlWithToken: undefined}),
		onDisconnect: () => show({clients: stream.clients.size}),
	});

	const receiveUpgrade = (request: IncomingMessage, _socket: unknown, head: Buffer): void => {
		if (mount.isStream(request.url ?? '')) {
			upgrade(request, head);
		} else if (isAlone) {
			refuseUpgrade(request.socket, 404, `WebSocket clients connect on ${path}`);
		}
	};

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

	httpServer.on('upgrade', receiveUpgrade);
	const unsubscribe = store.subscribe(receiveState);
	receiveState();
	const beating = setInterval(() => stream.beat(), beatEveryMs);
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
			httpServer.off('upgrade', receiveUpgrade);
			clearInterval(beating);
			service.processList[Symbol.dispose]();
			await sayGoodbye(stream.clients);
		},
	};
}
