import type {IncomingMessage} from 'node:http';
import {type RawData, type WebSocket, WebSocketServer} from 'ws';
import {known} from '../../metrics/reading.js';
import {connectionMessage, errorMessage} from '../../protocol/messages/server-message.js';
import {systemReason} from '../../support/system-error.js';
import {version} from '../../support/version.js';
import {costs, refusalDelayMs} from '../limits/budgets.js';
import type {RefusalReason} from '../limits/refusals.js';
import {requestsPerSecond} from '../limits/request-limit.js';
import type {Service} from '../service.js';
import {Client, type CutReason} from './client.js';
import {canInflate} from './deflate.js';
import {refuseUpgrade} from './refuse-upgrade.js';
import {createRequests, type Requests} from './requests.js';

export const subprotocol = 'mon-tui.v1';

const maxPayloadBytes = 16 * 1024;

/** Limits of the WebSocket protocol. The defaults of `ws` are meant for file transfers, not for small requests. */
const limits = {
	maxPayload: maxPayloadBytes,
	maxFragments: 16,
	maxBufferedChunks: 256,
	maxPendingAutoPongs: 8,
	closeTimeout: 2000,
};

/**
The number of excess clients that get a message, because a browser cannot read the HTTP status. Further clients get a 503.
*/
const maxSurplus = 64;

const retryAfterSeconds = 5;

export type UpgradeHooks = {
	onConnect(): void;
	onDisconnect(): void;
};

/** Creates a handler that accepts WebSocket upgrade requests. */
export function createUpgrade(service: Service, hooks: UpgradeHooks) {
	const {access, budgets, refusals, stream} = service;
	const webSockets = new WebSocketServer({
		noServer: true,
		clientTracking: false,
		// Only for the negotiation and for compressed requests: snapshots are compressed once for all clients.
		perMessageDeflate: service.compress && {serverNoContextTakeover: true, clientNoContextTakeover: true},
		// By default, `ws` returns the first offer, which may be the token.
		handleProtocols: offered => (offered.has(subprotocol) ? subprotocol : false),
		...limits,
	});
	let surplus = 0;

	const refuse = (
		request: IncomingMessage,
		kind: RefusalReason,
		...answer: [status: number, reason: string, headers?: Readonly<Record<string, string>>]
	): void => {
		refusals.add(kind, access.addressOf(request), answer[1]);
		setTimeout(() => refuseUpgrade(request.socket, ...answer), answer[0] === 429 ? refusalDelayMs : 0);
	};

	const rejectSurplus = (webSocket: WebSocket, address: string): void => {
		surplus += 1;
		refusals.add('full', address, 'the server is full');
		webSocket.once('close', () => {
			surplus -= 1;
		});
		webSocket.send(
			JSON.stringify(errorMessage({id: undefined}, 'SERVER_FULL', 'The server is full', retryAfterSeconds)),
		);
		webSocket.close(1013, 'full');
	};

	const onCut = (client: Client, reason: CutReason): void => {
		service.logCut('info', 'server', `disconnected ${client.address}: ${reason}`);
		service.cuts[reason] += 1;
	};

	const accept = (webSocket: WebSocket, request: IncomingMessage): void => {
		const client = new Client(webSocket, request.socket, {
			address: access.addressOf(request),
			isVersion1: webSocket.protocol === subprotocol,
			canInflate: canInflate(webSocket.extensions, request.headers['sec-websocket-extensions']),
			onCut,
		});
		const fail = (error: unknown): void => {
			service.log('error', 'server', `a request failed: ${systemReason(error)}`);
			client.send(errorMessage({id: undefined}, 'INTERNAL', 'The request failed; see the log of the server'));
			client.close(1011, 'internal error');
		};
		// Created on demand: most clients never send a request.
		let requests: Requests | undefined;
		const requestsOf = (): Requests => {
			requests ??= createRequests(client, service, fail);
			return requests;
		};
		webSocket.on('message', (message, isBinary) => receiveMessage(client, requestsOf(), message, isBinary));
		webSocket.on('ping', () => requestsOf().count());
		webSocket.on('pong', payload => {
			if (!client.receivePong(payload)) {
				requestsOf().count();
			}
		});
		webSocket.once('close', () => {
			stream.remove(client);
			service.log('debug', 'server', `${client.address} disconnected; ${stream.clients.size} clients`);
			hooks.onDisconnect();
		});
		client.send(connectionMessage(greeting(service)));
		stream.add(client);
		service.log('debug', 'server', `${client.address} connected; ${stream.clients.size} clients`);
		stream.sendLatest(client);
		hooks.onConnect();
	};

	const open = (request: IncomingMessage, head: Buffer): void => {
		const {socket} = request;
		const {size} = stream.clients;
		if (size >= service.maxClients && surplus >= maxSurplus) {
			refuse(request, 'full', 503, 'the server is full', {'Retry-After': String(retryAfterSeconds)});
			return;
		}

		webSockets.handleUpgrade(request, socket, head, webSocket => {
			// Registered first: a protocol error closes only this connection.
			webSocket.on('error', () => undefined);
			if (size >= service.maxClients) {
				rejectSurplus(webSocket, access.addressOf(request));
			} else {
				accept(webSocket, request);
			}
		});
	};

	return (request: IncomingMessage, head: Buffer): void => {
		const refusal = access.refuse(request, 'machine');
		if (refusal) {
			refuse(request, refusal.kind, refusal.status, refusal.reason, refusal.headers);
			return;
		}

		const address = access.addressOf(request);
		const waitSeconds = budgets.spend(address, costs.connection);
		if (waitSeconds === undefined) {
			const retryAfter = Math.max(1, Math.ceil(budgets.retryAfter(address, costs.connection)));
			refuse(request, 'rate', 429, 'too many requests from this address', {'Retry-After': String(retryAfter)});
		} else if (waitSeconds === 0) {
			open(request, head);
		} else {
			setTimeout(() => !request.socket.destroyed && open(request, head), waitSeconds * 1000);
		}
	};
}

function receiveMessage(client: Client, requests: Requests, message: RawData, isBinary: boolean): void {
	if (!client.isOpen) {
		return;
	}

	if (isBinary) {
		client.send(
			errorMessage({id: undefined}, 'UNSUPPORTED_DATA', 'Binary messages are not supported; send JSON in text frames'),
		);
		client.close(1003, 'binary message');
		return;
	}

	requests.receive(message.toString());
}

function greeting({store, serverId}: Service) {
	const {sample, intervalMs, history} = store.getState();
	return {
		serverVersion: version,
		serverId,
		system: known(sample?.snapshot.readings.system),
		intervalMs,
		sequence: sample?.sequence,
		limits: {
			maxMessageBytes: maxPayloadBytes,
			requestsPerSecond,
			historySamples: history.limits.samples,
		},
	};
}
