import type {IncomingMessage, Server} from 'node:http';
import type {Socket} from 'node:net';
import {continueAsPlain} from '../http/plain-request.js';
import {takeAhead} from '../port/one-by-one.js';
import {refuseUpgrade} from './refuse-upgrade.js';

/** A path on which WebSocket clients connect. */
export type UpgradeRoute = {
	/** For the client that asks elsewhere. */
	readonly path: string;
	matches(request: IncomingMessage): boolean;
	take(request: IncomingMessage, head: Buffer): void;
};

/** Another listener may look up a user before it takes a connection. */
const claimMs = 5000;

type Router = {
	readonly routes: Set<UpgradeRoute>;
	readonly receive: (...event: UpgradeEvent) => void;
	readonly restore: () => void;
};
type UpgradeEvent = [request: IncomingMessage, socket: unknown, head: Buffer];

const routers = new WeakMap<Server, Router>();

/**
Lets WebSocket clients connect on a path of a server. Whatever else asks for an upgrade is left to the server's other listeners;
where there are none, a request that offers another protocol is answered as if it had not, and a WebSocket with 404. Returns
the function that takes the route away.
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
			// Without a listener an error, such as a reset, would end the program.
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

/** As Node has it from 24.9 on. */
type Upgrading = {shouldUpgradeCallback?: (request: IncomingMessage) => boolean};

/** Where Node asks before it takes a connection out of HTTP, it is not asked to put it in again. */
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

/** Node hands an upgrade to all listeners, and leaves the connection open when none of them takes it. */
function refuseUnclaimed(socket: Socket, reason: string): void {
	const timer = setTimeout(() => {
		if (socket.writable && isUnclaimed(socket)) {
			refuseUpgrade(socket, 404, reason);
		}
	}, claimMs);
	timer.unref();
	socket.once('close', () => clearTimeout(timer));
}

/** Whether no other listener reads from it or handles its errors. */
function isUnclaimed(socket: Socket): boolean {
	return socket.listenerCount('data') + socket.listenerCount('readable') === 0 && socket.listenerCount('error') <= 1;
}

/**
Whether a request asks for a WebSocket. HTTP/1.0 knows no upgrade (RFC 9110, 7.8), and what it goes through does not know that
the connection becomes another one.
*/
function isWebSocket({headers, httpVersion}: Pick<IncomingMessage, 'headers' | 'httpVersion'>): boolean {
	return httpVersion !== '1.0' && headers.upgrade?.trim().toLowerCase() === 'websocket';
}
