import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import {errorCode, systemReason} from '../../support/system-error.js';
import {withAdvice} from '../access/advice.js';
import type {Certificate} from '../access/certificate.js';
import type {RefusalReason} from '../limits/refusals.js';
import {ServerStartError} from '../start-error.js';
import {type Admission, admitConnections} from './admission.js';
import {type BoundAddress, boundAddress} from './bound-address.js';
import type {Descriptors} from './descriptors.js';
import type {Endpoint} from './endpoint.js';
import {urlHost} from './loopback.js';
import {answerOneByOne} from './one-by-one.js';
import {listenOnFile, type SocketFile} from './socket-file.js';

export type PortOptions = {
	readonly endpoint: Endpoint;
	readonly maxClients: number;
	/** `undefined`: no TLS. */
	readonly certificate: Certificate | undefined;
	readonly descriptors: Descriptors;
	readonly onRefuse: (reason: RefusalReason, address: string) => void;
	/** A hint for the error that the port is in use. */
	readonly portAdvice: string | undefined;
};

export type OpenPort = {
	readonly server: Server;
	readonly address: BoundAddress;
	/** Removes the socket file, if the server created one. */
	removeFile(): void;
} & Admission;

/** Node's defaults are meant for uploads; here, a request is a few hundred bytes. */
const httpLimits = {
	headersTimeout: 5000,
	requestTimeout: 10_000,
	connectionsCheckingInterval: 1000,
	keepAliveTimeout: 5000,
	maxHeaderSize: 8 * 1024,
};

/** The idle timeout of a connection. It does not apply to WebSockets. */
const idleMs = 10_000;

const handshakeMs = 5000;

const requestsPerSocket = 1000;

/** Additional connections, for clients that get the message that the server is full. */
const surplusSockets = 64;

/**
The minimum limit of connections that are not WebSockets. The limit is at least the number of clients, which may all connect
at once.
*/
const minWaiting = 256;

const reasons: ReadonlyMap<string, string> = new Map([
	['EADDRINUSE', 'the address is already in use'],
	['EACCES', 'permission denied; ports below 1024 are privileged'],
	['EADDRNOTAVAIL', 'this machine does not have this address'],
	['ENOTFOUND', 'unknown host name'],
]);

/** Opens an HTTP or HTTPS server with all limits set. Rejects with a ServerStartError if it cannot listen. */
export async function openPort(options: PortOptions): Promise<OpenPort> {
	const {endpoint, maxClients, certificate, descriptors, onRefuse} = options;
	const server = certificate
		? createSecureServer({
				...httpLimits,
				cert: certificate.cert,
				key: certificate.key,
				minVersion: 'TLSv1.2',
				handshakeTimeout: handshakeMs,
			})
		: createServer(httpLimits);
	const maxWaiting = Math.max(minWaiting, maxClients);
	server.setTimeout(idleMs);
	server.maxRequestsPerSocket = requestsPerSocket;
	server.maxConnections = maxClients + surplusSockets + maxWaiting;
	const {release} = admitConnections(server, {maxWaiting, descriptors, onRefuse});
	answerOneByOne(server);
	const file = await listenOn(server, options);
	return {
		server,
		address: boundAddress(server, endpoint, certificate !== undefined),
		release,
		removeFile: () => file?.remove(),
	};
}

async function listenOn(server: Server, {endpoint, portAdvice}: PortOptions): Promise<SocketFile | undefined> {
	if (endpoint.kind === 'socket file') {
		return listenOnFile(server, endpoint.path, endpoint.group);
	}

	const isPort = endpoint.kind === 'port';
	try {
		server.listen(isPort ? {host: endpoint.host, port: endpoint.port} : {fd: endpoint.fd});
		await once(server, 'listening');
	} catch (cause) {
		const code = errorCode(cause) ?? '';
		const place = isPort ? `${urlHost(endpoint.host)}:${endpoint.port}` : `the inherited descriptor ${endpoint.fd}`;
		const reason = isPort ? (reasons.get(code) ?? systemReason(cause)) : 'it is not a listening stream socket';
		throw new ServerStartError(
			withAdvice(`cannot listen on ${place}: ${reason}`, code === 'EADDRINUSE' ? portAdvice : undefined),
			{cause},
		);
	}

	return undefined;
}
