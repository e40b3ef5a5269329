import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import {errorCode, systemReason} from '../../support/system-error.js';
import {withAdvice} from '../access/advice.js';
import type {Certificate} from '../access/certificate.js';
import type {RefusalReason} from '../limits/refusals.js';
import {ServerStartError} from '../start-error.js';
import {type Admission, admitConnections} from './admission.js';
import type {Descriptors} from './descriptors.js';
import {urlHost} from './loopback.js';
import {answerOneByOne} from './one-by-one.js';

export type PortOptions = {
	readonly host: string;
	/** 0: any that is free. */
	readonly port: number;
	readonly maxClients: number;
	/** `undefined`: without TLS. */
	readonly certificate: Certificate | undefined;
	readonly descriptors: Descriptors;
	readonly onRefuse: (reason: RefusalReason, address: string) => void;
	/** Added where the port is taken. */
	readonly portAdvice: string | undefined;
};

export type OpenPort = {readonly server: Server} & Admission;

/** Node's own are meant for uploads and patience; here a request is a few hundred bytes. */
const httpLimits = {
	headersTimeout: 5000,
	requestTimeout: 10_000,
	connectionsCheckingInterval: 1000,
	keepAliveTimeout: 5000,
	maxHeaderSize: 8 * 1024,
};

/** On a connection that sends nothing. It ends when the connection becomes a WebSocket. */
const idleMs = 10_000;

const handshakeMs = 5000;

const requestsPerSocket = 1000;

/** Room for those that are told that the server is full. */
const surplusSockets = 64;

/** Connections that are no WebSocket (yet): at least so many, and as many as there may be clients, which may come all at once. */
const minWaiting = 256;

const reasons: ReadonlyMap<string, string> = new Map([
	['EADDRINUSE', 'another program listens there'],
	['EACCES', 'it is not allowed; ports below 1024 are reserved'],
	['EADDRNOTAVAIL', 'this machine does not have that address'],
	['ENOTFOUND', 'there is no such name'],
]);

/** Opens an HTTP server, or an HTTPS server, with every limit set. Throws a ServerStartError when the port cannot be had. */
export async function openPort(options: PortOptions): Promise<OpenPort> {
	const {host, port, maxClients, certificate, descriptors, onRefuse} = options;
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
	server.listen({host, port});
	try {
		await once(server, 'listening');
	} catch (cause) {
		const code = errorCode(cause) ?? '';
		const text = `cannot listen on ${urlHost(host)}:${port}: ${reasons.get(code) ?? systemReason(cause)}`;
		throw new ServerStartError(withAdvice(text, code === 'EADDRINUSE' ? options.portAdvice : undefined), {cause});
	}

	return {server, release};
}
