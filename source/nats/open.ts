import {Buffer} from 'node:buffer';
import type {Authenticator, NatsConnection} from '@nats-io/transport-node';
import {loadOptionalPackage} from '../support/optional-package.js';
import {errorMessage} from '../support/system-error.js';
import {withoutSecrets} from '../support/without-secrets.js';
import {type NatsAddress, type NatsLogin, urlHost} from './address.js';
import {awaitGreeting} from './greeting.js';

const connectLimitMs = 5000;

/** A server that does not answer two of these is gone. */
const pingEveryMs = 10_000;
const unansweredPings = 2;

/** Opens one connection. Rejects with why that is not possible; never with a secret. */
export type OpenConnection = (signal: AbortSignal) => Promise<NatsConnection>;

export type OpenOptions = {
	readonly address: NatsAddress;
	/** Wins over that of the address. */
	readonly login: NatsLogin | undefined;
	/** What the server calls this client in its own lists. */
	readonly name: string;
};

/** Throws at once when the library is not installed. */
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
