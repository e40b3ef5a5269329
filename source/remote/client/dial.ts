import type {ClientRequest, IncomingMessage} from 'node:http';
import {WebSocket} from 'ws';
import {agentFor} from '../../support/proxy/tunnel.js';
import {version} from '../../support/version.js';
import type {Address} from './address.js';
import type {Failure} from './connection-error.js';
import {failureOfClose, failureOfError, failureOfResponse} from './failure.js';

export type DialOptions = {
	readonly token: string | undefined;
	/** Certificates of authorities, in PEM, that are trusted instead of the system's. */
	readonly ca: string | undefined;
	/** By then the connection stands, greeting and all, or has failed. */
	readonly connectTimeoutMs: number;
};

export type DialHandlers = {
	onText(text: string): void;
	/** Something came, be it only the answer to a ping: the other side is alive. */
	onSign(): void;
	/** Called once, whatever happens, and last. */
	onEnd(failure: Failure): void;
};

/** One connection, from its first packet to its end. */
export type DialedConnection = {
	send(message: object): void;
	ping(): void;
	/** At once, without a close frame. */
	cut(failure: Failure): void;
	/** In order; whoever does not answer that is cut. */
	close(): void;
};

/** A snapshot of a large machine is some tens of kilobytes. */
const maxMessageBytes = 1024 * 1024;

const closeTimeoutMs = 1000;

/** What a server can make us keep. */
const limits = {
	maxPayload: maxMessageBytes,
	maxFragments: 64,
	maxBufferedChunks: 4096,
	maxPendingAutoPongs: 8,
	closeTimeout: closeTimeoutMs,
};

/** More of what we sent is not kept for a server that reads nothing. */
const maxBufferedBytes = 64 * 1024;

export function dial(
	address: Address,
	{token, ca, connectTimeoutMs}: DialOptions,
	handlers: DialHandlers,
): DialedConnection {
	const agent = agentFor(new URL(address.url));
	const webSocket = new WebSocket(address.url, [], {
		...(agent && {agent}),
		headers: {
			'User-Agent': `mon-tui/${version}`,
			...(token !== undefined && {Authorization: `Bearer ${token}`}),
		},
		...(ca !== undefined && {ca}),
		minVersion: 'TLSv1.2',
		perMessageDeflate: false,
		// The token is meant for this server alone.
		followRedirects: false,
		...limits,
	});
	// The first failure is the reason; what follows from it (an error, then a close) is not.
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
		() => cut({reason: 'no answer to the request to connect', isFinal: false}),
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
		failure ??= failureOfError(error);
	});
	webSocket.on('message', (bytes, isBinary) => {
		// What the last packets bring after a cut is nobody's any more.
		if (failure !== undefined) {
			return;
		}

		clearTimeout(connectTimer);
		handlers.onSign();
		if (isBinary) {
			cut({reason: 'what answers is no mon-tui server: it sends binary messages', isFinal: false});
		} else {
			handlers.onText(String(bytes));
		}
	});
	webSocket.on('ping', handlers.onSign);
	webSocket.on('pong', handlers.onSign);
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
			failure ??= {reason: 'closed', isFinal: true, isFinalForGood: true};
			if (webSocket.readyState === WebSocket.CONNECTING) {
				webSocket.terminate();
			} else {
				webSocket.close(1000);
			}
		},
	};
}

/** What cannot be sent ends the connection, which says so itself. */
function ignoreError(): void {}
