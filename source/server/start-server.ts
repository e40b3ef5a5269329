import {Server as SecureServer} from 'node:https';
import type {AddressInfo} from 'node:net';
import type {MonitorState} from '../state.js';
import type {ReadonlyStore} from '../store.js';
import {attach} from './attach-server.js';
import {readCertificate} from './certificate.js';
import {isLoopback, urlHost} from './loopback.js';
import {openPort} from './open-port.js';
import {readPage} from './page.js';
import {reachableHost} from './reachable-host.js';
import type {ServerOptions} from './server-options.js';
import type {ServerState} from './server-state.js';
import {checkToken, settleToken} from './settle-token.js';

/** A server that listens. */
export type RunningServer = AsyncDisposable & {
	/** Its address, its clients. */
	readonly state: ReadonlyStore<ServerState>;
	/** What whoever started the server should know: one line each, nothing secret. */
	readonly warnings: readonly string[];
	/** Reads the certificate anew, for the connections to come. Throws when it cannot be used; the old one then stays. */
	reloadCertificate(): Promise<void>;
	/** Asks for another token, of whoever connects from now on. Throws when it cannot be sent in a header. */
	changeToken(token: string): void;
};

/**
Opens a port and broadcasts a monitor's store on it, over WebSocket and HTTP, until disposed. Clients are then told so.

Rejects with a `ServerStartError` when that is not possible as it was asked for: the port is in use, a file cannot be read.
*/
export async function startServer(
	store: ReadonlyStore<MonitorState>,
	options: ServerOptions = {},
): Promise<RunningServer> {
	const {host = '127.0.0.1', port = 8765, maxClients = 1000, auth = true, allowHosts = []} = options;
	const certificateFiles = {tlsCert: options.tlsCert, tlsKey: options.tlsKey};
	const {token, isGenerated} = settleToken({host, token: options.token, tokenFile: options.tokenFile, auth});
	const [certificate, page] = await Promise.all([readCertificate(certificateFiles), readPage()]);
	const httpServer = await openPort({host, port, maxClients, certificate});
	const {port: ownPort} = httpServer.address() as AddressInfo;
	const address = `${certificate ? 'https' : 'http'}://${urlHost(reachableHost(host))}:${ownPort}/`;
	const attached = attach(
		httpServer,
		store,
		{...options, path: '/', token, allowHosts: [host, ...allowHosts]},
		{
			address,
			urlWithToken: isGenerated && token !== undefined ? `${address}#token=${token}` : undefined,
			page,
			isAlone: true,
		},
	);
	httpServer.on('request', attached.handleRequest);

	return {
		state: attached.state,
		warnings: warningsFor({
			isPublic: !isLoopback(host),
			hasToken: token !== undefined,
			hasTls: certificate !== undefined,
			port: ownPort,
		}),
		async reloadCertificate() {
			const renewed = await readCertificate(certificateFiles);
			if (renewed && httpServer instanceof SecureServer) {
				httpServer.setSecureContext({...renewed, minVersion: 'TLSv1.2'});
			}
		},
		changeToken(next) {
			checkToken(next);
			attached.changeToken(next);
		},
		async [Symbol.asyncDispose]() {
			const closed = new Promise<void>(resolve => {
				httpServer.close(() => resolve());
			});
			await attached[Symbol.asyncDispose]();
			httpServer.closeAllConnections();
			await closed;
		},
	};
}

type Exposure = {
	readonly isPublic: boolean;
	readonly hasToken: boolean;
	readonly hasTls: boolean;
	readonly port: number;
};

function warningsFor({isPublic, hasToken, hasTls, port}: Exposure): readonly string[] {
	if (!isPublic) {
		return [];
	}

	if (!hasToken) {
		return [`whoever reaches port ${port} can watch this machine: no token is asked for`];
	}

	return hasTls
		? []
		: [
				`the token crosses the network in clear text: use --tls-cert and --tls-key, ssh -L ${port}:127.0.0.1:${port}, or a reverse proxy`,
			];
}
