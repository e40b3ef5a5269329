import type {IncomingMessage} from 'node:http';
import {readForwarded} from './forwarded.js';
import {isOwnHost, parseHost} from './host.js';
import {isAllowedOrigin} from './origin.js';
import {tokenChecker} from './token.js';

export type AccessOptions = {
	/** Names, beside addresses and `localhost`, under which clients may call the server. */
	readonly hosts: readonly string[];
	/** Origins, beside the server's own, whose pages may read it: `https://wall.example`. */
	readonly origins: readonly string[];
	/** `undefined`: nobody needs one. */
	readonly token: string | undefined;
	/** Believe what a reverse proxy says of scheme and address. */
	readonly trustProxy: boolean;
};

export type Refusal = {
	readonly status: 400 | 401 | 403 | 421;
	/** For the client and the log. */
	readonly reason: string;
	readonly headers: Readonly<Record<string, string>>;
};

export type Access = {
	/** Of everything: whether the request is meant for this server, and comes from no foreign page. */
	refuseStranger(request: IncomingMessage): Refusal | undefined;
	/** Of what shows the machine. */
	refuseWithoutToken(request: IncomingMessage): Refusal | undefined;
	/** From now on this one is asked for. Who is connected already stays. */
	changeToken(token: string): void;
	/** Who asks, for the log. */
	addressOf(request: IncomingMessage): string;
};

export function createAccess({hosts, origins, token, trustProxy}: AccessOptions): Access {
	let hasToken = token === undefined ? () => true : tokenChecker(token);

	const forwarded = trustProxy ? readForwarded : () => undefined;

	return {
		refuseStranger({headers, socket}) {
			const scheme = forwarded(headers)?.scheme ?? ('encrypted' in socket ? 'https' : 'http');
			const own = headers.host === undefined ? undefined : parseHost(headers.host, scheme);
			if (!own) {
				return refusal(400, 'no valid Host');
			}

			if (!isOwnHost(own, hosts)) {
				return refusal(421, 'foreign Host; --allow-host NAME admits a name');
			}

			return isAllowedOrigin(headers.origin, own, origins)
				? undefined
				: refusal(403, 'foreign Origin; --allow-origin URL admits a page');
		},
		refuseWithoutToken: ({headers}) =>
			hasToken(headers) ? undefined : refusal(401, 'no valid token', {'WWW-Authenticate': 'Bearer'}),
		changeToken(next) {
			hasToken = tokenChecker(next);
		},
		addressOf: ({headers, socket}) => forwarded(headers)?.address ?? socket.remoteAddress ?? 'unknown address',
	};
}

function refusal(status: Refusal['status'], reason: string, headers: Refusal['headers'] = {}): Refusal {
	return {status, reason, headers};
}
