import type {IncomingMessage, Server} from 'node:http';
import type {Socket} from 'node:net';
import {continueAsPlain} from '../http/plain-request.js';
import {takeAhead} from '../port/one-by-one.js';
import {refuseUpgrade} from './refuse-upgrade.js';

/** A route for WebSocket clients. */
export type UpgradeRoute = {
	/** The path, for the error message to clients that use another one. */
	readonly path: string;
	matches(request: IncomingMessage): boolean;
	take(request: IncomingMessage, head: Buffer): void;
};

/** The time that other listeners have to take a connection, for example to look up a user. */
const claimMs = 5000;

type Router = {
	readonly routes: Set<UpgradeRoute>;
	readonly receive: (...event: UpgradeEvent) => void;
	readonly restore: () => void;
};
type UpgradeEvent = [request: IncomingMessage, socket: unknown, head: Buffer];

const routers = new WeakMap<Server, Router>();

/**
Adds a path on which WebSocket clients can connect. Other upgrade requests are left to the server's other listeners. Without
other listeners, a request that offers another protocol is answered as if it did not, and a WebSocket request with 404.
Returns a function that removes the route.
*/
export function addUpgradeRoute(server: Server, route: UpgradeRoute): () => void {
	const router = routers.get(server) ?? createRouter(server);
	if (!routers.has(server)) {
		routers.set(server, router);
		server.on('upgrade', router.receive);
	}

	router.routes.add(route);
	return () => {
		router.routes.delete(route);
		if (router.routes.size === 0) {
			server.off('upgrade', router.receive);
			router.restore();
			routers.delete(server);
		}
	};
}

function createRouter(server: Server): Router {
	const routes = new Set<UpgradeRoute>();
	const routeOf = (request: IncomingMessage): UpgradeRoute | undefined =>
		isWebSocket(request) ? [...routes].find(one => one.matches(request)) : undefined;
	const hasOthers = (): boolean => server.listenerCount('upgrade') > 1;
	const notFound = (): string => `WebSocket clients connect on ${[...routes].map(({path}) => path).join(', ')}`;

	return {
		routes,
		restore: declineOffers(server, (request, isAccepted) =>
			routeOf(request) ? true : isAccepted && (hasOthers() || isWebSocket(request)),
		),
		receive(request, _, firstBytes) {
			const {socket} = request;
			const head = Buffer.concat([firstBytes, takeAhead(socket)]);
			// Without a listener, a socket error such as a reset would end the program.
			socket.on('error', () => socket.destroy());
			const route = routeOf(request);
			if (route) {
				route.take(request, head);
			} else if (hasOthers()) {
				refuseUnclaimed(socket, notFound());
			} else if (isWebSocket(request)) {
				refuseUpgrade(socket, 404, notFound());
			} else {
				continueAsPlain(server, request, head);
			}
		},
	};
}

/** The callback that Node has since 24.9. */
type Upgrading = {shouldUpgradeCallback?: (request: IncomingMessage) => boolean};

/** Declines upgrade offers before Node detaches the connection from HTTP, if the Node version supports it. */
function declineOffers(
	server: Server & Upgrading,
	accepts: (request: IncomingMessage, isAccepted: boolean) => boolean,
): () => void {
	const before = server.shouldUpgradeCallback;
	if (before) {
		server.shouldUpgradeCallback = request => accepts(request, before.call(server, request));
	}

	return () => {
		if (before) {
			server.shouldUpgradeCallback = before;
		}
	};
}

/** Refuses a connection that no listener takes: Node emits an upgrade to all listeners and leaves the connection open. */
function refuseUnclaimed(socket: Socket, reason: string): void {
	const timer = setTimeout(() => {
		if (socket.writable && isUnclaimed(socket)) {
			refuseUpgrade(socket, 404, reason);
		}
	}, claimMs);
	timer.unref();
	socket.once('close', () => clearTimeout(timer));
}

/** Returns whether no other listener reads from the socket or handles its errors. */
function isUnclaimed(socket: Socket): boolean {
	return socket.listenerCount('data') + socket.listenerCount('readable') === 0 && socket.listenerCount('error') <= 1;
}

/**
Returns whether a request asks for a WebSocket. HTTP/1.0 has no upgrade (RFC 9110, 7.8), and its proxies do not expect that
the connection changes its protocol.
*/
function isWebSocket({headers, httpVersion}: Pick<IncomingMessage, 'headers' | 'httpVersion'>): boolean {
	return httpVersion !== '1.0' && headers.upgrade?.trim().toLowerCase() === 'websocket';
}
