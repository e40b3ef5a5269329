import type {IncomingMessage} from 'node:http';
import {type RawData, type WebSocket, WebSocketServer} from 'ws';
import {known} from '../metrics/reading.js';
import {connectionMessage, errorMessage} from '../protocol/server-message.js';
import {systemReason} from '../system-error.js';
import {version} from '../version.js';
import {Client, type CutReason} from './client.js';
import {canInflate} from './deflate.js';
import {refuseUpgrade} from './refuse-upgrade.js';
import {requestsPerSecond} from './request-limit.js';
import {createRequests} from './requests.js';
import type {Service} from './service.js';

export const subprotocol = 'mon-tui.v1';

const longestMessageBytes = 16 * 1024;

/** What is refused below the messages. The defaults of `ws` are meant for transfers, not for five small requests. */
const limits = {
	maxPayload: longestMessageBytes,
	maxFragments: 16,
	maxBufferedChunks: 256,
	maxPendingAutoPongs: 8,
	closeTimeout: 2000,
};

/** So many clients too many are told so in a message; a browser cannot see a status. The rest get a 503. */
const mostSurplus = 64;

const retryAfterSeconds = 5;

export type UpgradeHooks = {
	onConnect(): void;
	onDisconnect(): void;
};

/** Turns requests to upgrade into clients. */
export function createUpgrade(service: Service, hooks: UpgradeHooks) {
	const webSockets = new WebSocketServer({
		noServer: true,
		clientTracking: false,
		// It only makes the agreement, and inflates requests: what goes out compressed is compressed once for everybody.
		perMessageDeflate: service.compress && {serverNoContextTakeover: true, clientNoContextTakeover: true},
		// By default the first offer comes back, and that may be the token.
		handleProtocols: offered => (offered.has(subprotocol) ? subprotocol : false),
		...limits,
	});
	let surplus = 0;

	const refuse = (
		request: IncomingMessage,
		...answer: [status: number, reason: string, headers?: Readonly<Record<string, string>>]
	): void => {
		service.logRefusal('warn', 'server', `refused ${service.access.addressOf(request)}: ${answer[1]}`);
		refuseUpgrade(request.socket, ...answer);
	};

	const turnAway = (webSocket: WebSocket): void => {
		surplus += 1;
		webSocket.once('close', () => {
			surplus -= 1;
		});
		webSocket.send(
			JSON.stringify(errorMessage({id: undefined}, 'SERVER_FULL', 'The server is full', retryAfterSeconds)),
		);
		webSocket.close(1013, 'full');
	};

	const onCut = (client: Client, reason: CutReason): void => {
		service.logRefusal('info', 'server', `cut ${client.address}: ${reason}`);
		service.cuts[reason] += 1;
	};

	const welcome = (webSocket: WebSocket, request: IncomingMessage): void => {
		const client = new Client(webSocket, request.socket, {
			address: service.access.addressOf(request),
			isVersion1: webSocket.protocol === subprotocol,
			canInflate: canInflate(webSocket.extensions, request.headers['sec-websocket-extensions']),
			onCut,
		});
		// Most clients never say anything.
		let receive: ReturnType<typeof createRequests> | undefined;
		webSocket.on('message', (message, isBinary) => {
			receive ??= createRequests(client, service);
			try {
				receiveMessage(client, receive, message, isBinary);
			} catch (error) {
				service.log('error', 'server', `a request failed: ${systemReason(error)}`);
				client.send(errorMessage({id: undefined}, 'INTERNAL', 'The request failed'));
				client.close(1011, 'internal error');
			}
		});
		webSocket.on('pong', payload => client.receivePong(payload));
		webSocket.once('close', () => {
			service.stream.remove(client);
			service.log('debug', 'server', `${client.address} left; ${service.stream.clients.size} clients`);
			hooks.onDisconnect();
		});
		client.send(connectionMessage(greeting(service)));
		service.stream.add(client);
		service.log('debug', 'server', `${client.address} connected; ${service.stream.clients.size} clients`);
		service.stream.sendLatest(client);
		hooks.onConnect();
	};

	return (request: IncomingMessage, head: Buffer): void => {
		const {socket} = request;
		// Without a listener an error, such as a reset, would end the program.
		socket.on('error', () => socket.destroy());
		const refusal = service.access.refuseStranger(request) ?? service.access.refuseWithoutToken(request);
		if (refusal) {
			refuse(request, refusal.status, refusal.reason, refusal.headers);
			return;
		}

		const {size} = service.stream.clients;
		if (size >= service.maxClients && surplus >= mostSurplus) {
			refuse(request, 503, 'the server is full', {'Retry-After': String(retryAfterSeconds)});
			return;
		}

		webSockets.handleUpgrade(request, socket, head, webSocket => {
			// First thing: what is wrong on the wire closes this connection and is nobody else's matter.
			webSocket.on('error', () => undefined);
			if (size >= service.maxClients) {
				turnAway(webSocket);
			} else {
				welcome(webSocket, request);
			}
		});
	};
}

function receiveMessage(client: Client, receive: (text: string) => void, message: RawData, isBinary: boolean): void {
	if (!client.isOpen) {
		return;
	}

	if (isBinary) {
		client.send(errorMessage({id: undefined}, 'UNSUPPORTED_DATA', 'Messages are JSON in text frames'));
		client.close(1003, 'binary message');
		return;
	}

	receive(message.toString());
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
			maxMessageBytes: longestMessageBytes,
			requestsPerSecond,
			historySamples: history.limits.samples,
		},
	};
}
