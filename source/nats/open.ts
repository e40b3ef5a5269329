import {Buffer} from 'node:buffer';
import type {Authenticator, NatsConnection} from '@nats-io/transport-node';
import {loadOptionalPackage} from '../support/optional-package.js';
import {errorMessage} from '../support/system-error.js';
import {withoutSecrets} from '../support/without-secrets.js';
import {type NatsAddress, type NatsLogin, urlHost} from './address.js';
import {awaitGreeting} from './greeting.js';

const connectLimitMs = 5000;

/** The ping interval. A server that misses two pings is considered lost. */
const pingEveryMs = 10_000;
const unansweredPings = 2;

/** A function that opens a connection. It rejects with the reason, without secrets. */
export type OpenConnection = (signal: AbortSignal) => Promise<NatsConnection>;

export type OpenOptions = {
	readonly address: NatsAddress;
	/** The login. It takes precedence over the one in the address. */
	readonly login: NatsLogin | undefined;
	/** The name of this client in the connection list of the server. */
	readonly name: string;
};

/** Returns a function that opens connections. Rejects if the NATS library is not installed. */
export async function natsOpener({address, login = address.login, name}: OpenOptions): Promise<OpenConnection> {
	const library = await loadOptionalPackage('@nats-io/transport-node', 'NATS', () => import('@nats-io/transport-node'));
	const authenticator = login && authenticatorOf(login, library);

	return async signal => {
		await awaitGreeting(address, signal);
		const connecting = library.connect({
			servers: `${urlHost(address.hostname)}:${address.port}`,
			name,
			reconnect: false,
			ignoreClusterUpdates: true,
			timeout: connectLimitMs,
			pingInterval: pingEveryMs,
			maxPingOut: unansweredPings,
			...(address.isSecure && {tls: {}}),
			...(authenticator && {authenticator}),
		});
		return connecting.catch((error: unknown) => {
			const message = errorMessage(error);
			const shown = withoutSecrets(message, login ? secretsOf(login) : []);
			throw shown === message ? error : new Error(shown);
		});
	};
}

type Library = Pick<
	typeof import('@nats-io/transport-node'),
	'credsAuthenticator' | 'tokenAuthenticator' | 'usernamePasswordAuthenticator'
>;

function authenticatorOf(login: NatsLogin, library: Library): Authenticator {
	switch (login.kind) {
		case 'token':
			return library.tokenAuthenticator(login.token);
		case 'password':
			return library.usernamePasswordAuthenticator(login.user, login.password);
		case 'credentials':
			return library.credsAuthenticator(Buffer.from(login.text));
	}
}

function secretsOf(login: NatsLogin): readonly string[] {
	switch (login.kind) {
		case 'token':
			return [login.token];
		case 'password':
			return [login.password];
		case 'credentials':
			return [login.text];
	}
}
