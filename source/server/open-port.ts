import {once} from 'node:events';
import {createServer, type Server} from 'node:http';
import {createServer as createSecureServer} from 'node:https';
import {systemReason} from '../system-error.js';
import type {Certificate} from './certificate.js';
import {urlHost} from './loopback.js';
import {ServerStartError} from './start-error.js';
import {boundWaitingSockets, mostWaitingSockets} from './waiting-sockets.js';

export type PortOptions = {
	readonly host: string;
	/** 0: any that is free. */
	readonly port: number;
	readonly maxClients: number;
	/** `undefined`: without TLS. */
	readonly certificate: Certificate | undefined;
};

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

const mostRequestsPerSocket = 1000;

/** Room for those that are told that the server is full. */
const surplusSockets = 64;

const advice: ReadonlyMap<string, string> = new Map([
	['EADDRINUSE', 'another program listens there; --port NUMBER takes another port'],
	['EACCES', 'it is not allowed; ports below 1024 are reserved'],
	['EADDRNOTAVAIL', 'this machine does not have that address'],
	['ENOTFOUND', 'there is no such name'],
]);

/** Opens an HTTP server, or an HTTPS server, with every limit set. Throws a ServerStartError when the port cannot be had. */
export async function openPort({host, port, maxClients, certificate}: PortOptions): Promise<Server> {
	const server = certificate
		? createSecureServer({...httpLimits, ...certificate, minVersion: 'TLSv1.2', handshakeTimeout: handshakeMs})
		: createServer(httpLimits);
	server.setTimeout(idleMs);
	server.maxRequestsPerSocket = mostRequestsPerSocket;
	server.maxConnections = maxClients + surplusSockets + mostWaitingSockets;
	boundWaitingSockets(server);
	server.listen({host, port});
	try {
		await once(server, 'listening');
	} catch (cause) {
		const code = cause instanceof Error && 'code' in cause ? String(cause.code) : '';
		throw new ServerStartError(
			`cannot listen on ${urlHost(host)}:${port}: ${advice.get(code) ?? systemReason(cause)}`,
			{
				cause,
			},
		);
	}

	return server;
}
