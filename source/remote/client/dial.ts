import type {ClientRequest, IncomingMessage} from 'node:http';
import {connect} from 'node:net';
import {WebSocket} from 'ws';
import {agentFor} from '../../support/proxy/tunnel.js';
import {version} from '../../support/version.js';
import type {Address} from './address.js';
import {closed, type Failure} from './connection-error.js';
import {failureOfClose, failureOfError, failureOfResponse} from './failure.js';

export type DialOptions = {
	readonly token: string | undefined;
	/** CA certificates in PEM that are trusted instead of those of the system. */
	readonly ca: string | undefined;
	/** The maximum time until the first message of the server. */
	readonly connectTimeoutMs: number;
};

export type DialHandlers = {
	onText(text: string): void;
	/** Called for any received frame, including a pong: the server is alive. */
	onActivity(): void;
	/** Called exactly once, as the last call. */
	onEnd(failure: Failure): void;
};

/** One connection, from the first packet to its end. */
export type DialedConnection = {
	send(message: object): void;
	ping(): void;
	/** Terminates the connection immediately, without a close frame. */
	cut(failure: Failure): void;
	/** Closes the connection with a close frame; terminates it if the server does not answer. */
	close(): void;
};

/** A function that opens a connection. */
export type Dial = (handlers: DialHandlers) => DialedConnection;

/** The maximum message size. A snapshot of a large machine has some tens of kilobytes. */
const maxMessageBytes = 1024 * 1024;

const closeTimeoutMs = 1000;

/** Limits of the memory that a server can occupy. */
const limits = {
	maxPayload: maxMessageBytes,
	maxFragments: 64,
	maxBufferedChunks: 4096,
	maxPendingAutoPongs: 8,
	closeTimeout: closeTimeoutMs,
};

/** The maximum size of unsent messages, for a server that does not read. */
const maxBufferedBytes = 64 * 1024;

export function dial(
	address: Address,
	{token, ca, connectTimeoutMs}: DialOptions,
	handlers: DialHandlers,
): DialedConnection {
	const {socketPath} = address;
	const agent = socketPath === undefined ? agentFor(new URL(address.url)) : undefined;
	const webSocket = new WebSocket(address.url, [], {
		...(agent && {agent}),
		...(socketPath !== undefined && {createConnection: () => connect({path: socketPath})}),
		headers: {
			'User-Agent': `mon-tui/${version}`,
			...(token !== undefined && {Authorization: `Bearer ${token}`}),
		},
		...(ca !== undefined && {ca}),
		minVersion: 'TLSv1.2',
		perMessageDeflate: false,
		// The token is only for this server.
		followRedirects: false,
		...limits,
	});
	// The first failure is the reason; its consequences (an error, then a close) are ignored.
	let failure: Failure | undefined;
	let hasEnded = false;

	const end = (last: Failure): void => {
		if (!hasEnded) {
			hasEnded = true;
			clearTimeout(connectTimer);
			agent?.destroy();
			handlers.onEnd(failure ?? last);
		}
	};

	const cut = (reason: Failure): void => {
		failure ??= reason;
		webSocket.terminate();
	};

	const connectTimer = setTimeout(
		() => cut({reason: 'the connection timed out: no response from the server', isFinal: false}),
		connectTimeoutMs,
	);

	webSocket.on('unexpected-response', (request: ClientRequest, response: IncomingMessage) => {
		failure ??= failureOfResponse(response.statusCode ?? 0, response.headers, {
			host: address.host,
			hasToken: token !== undefined,
		});
		request.destroy();
		webSocket.terminate();
	});
	webSocket.on('error', error => {
		failure ??= failureOfError(error, socketPath);
	});
	webSocket.on('message', (bytes, isBinary) => {
		// Messages in the last packets after a failure are ignored.
		if (failure !== undefined) {
			return;
		}

		clearTimeout(connectTimer);
		handlers.onActivity();
		if (isBinary) {
			cut({reason: 'the server is not a mon-tui server: it sends binary messages', isFinal: false});
		} else {
			handlers.onText(String(bytes));
		}
	});
	webSocket.on('ping', handlers.onActivity);
	webSocket.on('pong', handlers.onActivity);
	webSocket.on('close', code => end(failureOfClose(code)));

	return {
		send(message) {
			if (webSocket.readyState === WebSocket.OPEN) {
				webSocket.send(JSON.stringify(message), ignoreError);
				if (webSocket.bufferedAmount > maxBufferedBytes) {
					cut({reason: 'the server does not read', isFinal: false});
				}
			}
		},
		ping() {
			if (webSocket.readyState === WebSocket.OPEN) {
				webSocket.ping(undefined, undefined, ignoreError);
			}
		},
		cut,
		close() {
			failure ??= closed;
			if (webSocket.readyState === WebSocket.CONNECTING) {
				webSocket.terminate();
			} else {
				webSocket.close(1000);
			}
		},
	};
}

/** Ignores a send error: the connection ends and reports it. */
function ignoreError(): void {}
