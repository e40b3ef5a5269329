import {Server as SecureServer} from 'node:https';
import type {MonitorState} from '../core/state.js';
import type {ReadonlyStore} from '../core/store.js';
import {socketAddress} from '../support/socket-path.js';
import {adviseOptions} from './access/advice.js';
import {expiryProblem, readCertificate} from './access/certificate.js';
import {checkToken, givenToken} from './access/given-token.js';
import {generateToken} from './access/token.js';
import {exposureWarnings, socketWarnings, tokenWarnings} from './access/warnings.js';
import {attach} from './attach-server.js';
import {createRefusals, type Refusals} from './limits/refusals.js';
import {readPage} from './page.js';
import {type Descriptors, watchDescriptors} from './port/descriptors.js';
import {endpointOf} from './port/endpoint.js';
import {openPort} from './port/open-port.js';
import type {ServerOptions} from './server-options.js';
import type {ServerState} from './server-state.js';
import {ServerStartError} from './start-error.js';

/** A running server. */
export type RunningServer = AsyncDisposable & {
	/** The state of the server: its address and its clients. */
	readonly state: ReadonlyStore<ServerState>;
	/** Security and capacity warnings for the operator: one line each, without secrets. */
	readonly warnings: readonly string[];
	/** Reloads the certificate for new connections. Rejects if it cannot be used; the server then keeps the previous one. */
	reloadCertificate(): Promise<void>;
	/** Changes the token that new connections require. Throws if the token cannot be sent in a header. */
	changeToken(token: string): void;
};

/** How often the server checks the expiry of the certificate and the file descriptors. */
const examineEveryMs = 10_000;

/**
Opens a port or a Unix socket and serves a monitor's store on it, over WebSocket and HTTP, until disposed. Disposing closes all connections.

Rejects with a `ServerStartError` if the server cannot start, for example because the port is in use or a file cannot be
read.
*/
export async function startServer(
	store: ReadonlyStore<MonitorState>,
	options: ServerOptions = {},
): Promise<RunningServer> {
	const {port: askedPort = 8765, auth = true, allowHosts = [], trustProxy = false} = options;
	const {log = () => undefined, report = () => undefined, advise = adviseOptions} = options;
	const files = {tlsCert: options.tlsCert, tlsKey: options.tlsKey};
	const endpoint = endpointOf(options);
	const [first, page] = await Promise.all([readCertificate(files, advise('tls_pair', askedPort)), readPage()]);
	let certificate = first;
	if (certificate && endpoint.kind === 'socket file') {
		throw tlsOnSocket(socketAddress(endpoint.path));
	}

	const descriptors = watchDescriptors();
	const {maxClients: requestedClients = defaultMaxClients} = options;
	const maxClients = Math.min(requestedClients, descriptors.forClients);
	const refusals = createRefusals(log);
	const given = givenToken({
		token: options.token,
		tokenFile: options.tokenFile,
		auth,
		authAdvice: advise('auth_and_token', askedPort),
	});
	const opened = await openPort({
		endpoint,
		maxClients,
		certificate,
		descriptors,
		onRefuse: (reason, address) => refusals.add(reason, address, refusalTexts[reason] ?? reason),
		portAdvice: advise('port_in_use', askedPort),
	});
	const {server: httpServer, address} = opened;
	const {port, isPublic, host} = address;
	// Of an inherited socket, the kind is known only now.
	if (certificate && host === undefined) {
		httpServer.close();
		throw tlsOnSocket(address.text);
	}

	const isGenerated = given === undefined && auth && isPublic;
	const token = isGenerated ? generateToken() : given;
	const attached = attach(
		httpServer,
		store,
		{...options, path: '/', token, maxClients, allowHosts: host === undefined ? allowHosts : [host, ...allowHosts]},
		{
			address: address.text,
			urlWithToken: isGenerated ? `${address.text}#token=${token}` : undefined,
			page,
			port,
			refusals,
			onUpgrade: ({socket}) => opened.release(socket),
			certificateExpiryMs: () => certificate?.validity.toMs,
		},
	);
	httpServer.on('request', attached.handleRequest);

	const examineCertificate = (): string | undefined => {
		const problem = certificate && expiryProblem(certificate.validity, Date.now());
		report('certificate expiry', problem);
		return problem;
	};

	const exposure = {
		isPublic,
		isProxied: trustProxy,
		token,
		hasTls: certificate !== undefined,
		port,
	};
	const warnings = [
		exposureWarnings(exposure, advise),
		socketWarnings(address.path, token),
		maxClients < requestedClients ? fewClients(maxClients, descriptors) : [],
		examineCertificate() ?? [],
	].flat();
	let refused = 0;
	const examining = setInterval(() => {
		examineCertificate();
		report('connections', refusals.counts.descriptors > refused ? descriptorsShort(descriptors) : undefined);
		refused = refusals.counts.descriptors;
	}, examineEveryMs);
	examining.unref();

	return {
		state: attached.state,
		warnings,
		async reloadCertificate() {
			const renewed = await readCertificate(files);
			if (renewed && httpServer instanceof SecureServer) {
				certificate = renewed;
				httpServer.setSecureContext({cert: renewed.cert, key: renewed.key, minVersion: 'TLSv1.2'});
				examineCertificate();
			}
		},
		changeToken(next) {
			checkToken(next);
			attached.changeToken(next);
			for (const warning of tokenWarnings({...exposure, token: next}, advise)) {
				log('warn', 'server', warning);
			}
		},
		async [Symbol.asyncDispose]() {
			clearInterval(examining);
			opened.removeFile();
			const closed = new Promise<void>(resolve => {
				httpServer.close(() => resolve());
			});
			await attached[Symbol.asyncDispose]();
			httpServer.closeAllConnections();
			await closed;
		},
	};
}

const defaultMaxClients = 1000;

function tlsOnSocket(address: string): ServerStartError {
	return new ServerStartError(`TLS is not used on ${address}; remove the certificate and its key`);
}

const refusalTexts: Partial<Record<keyof Refusals['counts'], string>> = {
	connections: 'too many connections',
	descriptors: 'too few file descriptors are left',
};

function fewClients(maxClients: number, {limit}: Descriptors): string {
	return `at most ${maxClients} clients can connect: this process may open only ${limit} files (ulimit -n)`;
}

function descriptorsShort({limit}: Descriptors): string {
	return `new connections are refused: nearly all of the ${limit} file descriptors are in use (ulimit -n)`;
}
