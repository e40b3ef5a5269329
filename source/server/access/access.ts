import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {parseRequestTarget} from '../http/request-target.js';
import type {RefusalReason} from '../limits/refusals.js';
import {localClient} from '../port/loopback.js';
import {withAdvice} from './advice.js';
import {readForwarded} from './forwarded.js';
import {createGuesses} from './guesses.js';
import {isOwnHost, parseHost} from './host.js';
import {isAllowedOrigin} from './origin.js';
import {bearerToken, createToken, type Token} from './token.js';

export type AccessOptions = {
	/** Host names that clients may use, in addition to addresses and `localhost`. */
	readonly hosts: readonly string[];
	/** Origins whose pages may read the server, in addition to its own: `https://wall.example`. */
	readonly origins: readonly string[];
	/** `undefined`: no token is required. */
	readonly token: string | undefined;
	/** Whether to trust the scheme, host and address that a reverse proxy sends. */
	readonly trustProxy: boolean;
	/** Returns a hint for the operator that is added to a refusal. */
	readonly advise: (reason: RefusalReason) => string | undefined;
	readonly monotonicMs: () => number;
};

/**
The purpose of a request. `health` reveals nothing about the machine, so health checks may use any host name. `page` is
loaded by a browser before it has the token, and may be linked from other pages. All other requests have the purpose
`machine`.
*/
export type Purpose = 'health' | 'page' | 'machine';

export type Refusal = {
	readonly kind: RefusalReason;
	readonly status: 400 | 401 | 403 | 421 | 429;
	/** The reason for the client and the log. */
	readonly reason: string;
	readonly headers: Readonly<Record<string, string>>;
};

export type Access = {
	/** Returns why a request is refused; `undefined` if it is allowed. */
	refuse(request: IncomingMessage, purpose: Purpose): Refusal | undefined;
	/** Changes the token for new connections. Existing connections stay open. */
	changeToken(token: string): void;
	/** Returns the address of the client. */
	addressOf(request: IncomingMessage): string;
};

type Credential = {readonly kind: 'right' | 'absent' | 'wrong'} | {readonly kind: 'slowed'; readonly seconds: number};

export function createAccess({hosts, origins, token, trustProxy, advise, monotonicMs}: AccessOptions): Access {
	let expected: Token | undefined = token === undefined ? undefined : createToken(token);
	const guesses = createGuesses();
	const forwarded = trustProxy ? readForwarded : () => undefined;

	const addressOf = ({headers, socket}: Pick<IncomingMessage, 'headers' | 'socket'>): string =>
		forwarded(headers)?.address ?? socket.remoteAddress ?? (socket.destroyed ? 'unknown address' : localClient);

	const credentialOf = (request: IncomingMessage, {isRight, isWeak, digestOf}: Token): Credential => {
		const given = bearerToken(request.headers);
		if (given === undefined) {
			return {kind: 'absent'};
		}

		const [address, nowMs] = [addressOf(request), monotonicMs()];
		const seconds = Math.ceil(guesses.wait(address, nowMs));
		// Meanwhile, a weak token is not compared; a strong one is accepted, even if an attacker shares the address.
		if ((seconds === 0 || !isWeak) && isRight(given)) {
			return {kind: 'right'};
		}

		if (seconds > 0) {
			return {kind: 'slowed', seconds};
		}

		guesses.note(address, digestOf(given), nowMs);
		return {kind: 'wrong'};
	};

	const refusal = (
		kind: Refusal['kind'],
		status: Refusal['status'],
		reason: string,
		headers: Refusal['headers'] = {},
	): Refusal => {
		return {kind, status, reason: withAdvice(reason, advise(kind)), headers};
	};

	const refuseForeign = (request: IncomingMessage, purpose: Purpose, hasToken: () => boolean): Refusal | undefined => {
		const {headers, headersDistinct, httpVersion} = request;
		if ((headersDistinct.host?.length ?? 0) > 1) {
			return refusal('format', 400, 'the request has more than one Host header');
		}

		const target = parseRequestTarget(request.url ?? '');
		const proxy = forwarded(headers);
		const scheme = proxy?.scheme ?? ('encrypted' in request.socket ? 'https' : 'http');
		if (target.scheme !== undefined && target.scheme !== scheme) {
			return refusal('host', 421, `the server does not answer ${target.scheme} requests; use ${scheme}`);
		}

		const requestedHost = target.host ?? headers.host;
		if (requestedHost === undefined) {
			const isFree = purpose === 'health' || (httpVersion === '1.0' && hasToken());
			return isFree
				? refuseForeignPage(headers, undefined, purpose)
				: refusal('format', 400, 'the Host header is missing or invalid');
		}

		// The page of the client was loaded from the host under which the client reached the proxy.
		const own = parseHost(withPort(proxy?.host ?? requestedHost, proxy?.port), scheme);
		const names = [parseHost(requestedHost, scheme), own];
		if (purpose !== 'health') {
			if (names.includes(undefined)) {
				return refusal('format', 400, 'the Host header is missing or invalid');
			}

			const foreign = names.find(name => name && !isOwnHost(name, hosts));
			if (foreign && !hasToken()) {
				return refusal('host', 421, `${foreign.hostname} is not a name of this server`);
			}
		}

		return refuseForeignPage(headers, own, purpose);
	};

	const refuseForeignPage = (
		headers: IncomingHttpHeaders,
		own: URL | undefined,
		purpose: Purpose,
	): Refusal | undefined => {
		if (headers.origin !== undefined) {
			return isAllowedOrigin(headers.origin, own, origins)
				? undefined
				: refusal('origin', 403, 'this Origin is not allowed');
		}

		const isFromElsewhere = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
		const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
		return isFromElsewhere && !(isLink && purpose === 'page')
			? refusal('cross_site', 403, 'cross-site requests are not allowed')
			: undefined;
	};

	return {
		addressOf,
		changeToken(next) {
			expected = createToken(next);
		},
		refuse(request, purpose) {
			let known: Credential | undefined;
			const credential = (): Credential | undefined => {
				known ??= expected && credentialOf(request, expected);
				return known;
			};
			const foreign = refuseForeign(request, purpose, () => credential()?.kind === 'right');
			if (foreign || purpose !== 'machine') {
				return foreign;
			}

			const given = credential();
			switch (given?.kind) {
				case undefined:
				case 'right':
					return undefined;
				case 'slowed':
					return refusal('guesses', 429, 'too many wrong tokens from this address', {
						'Retry-After': `${given.seconds}`,
					});
				default:
					return refusal('token', 401, 'the token is missing or wrong', {'WWW-Authenticate': 'Bearer'});
			}
		},
	};
}

function withPort(host: string, port: string | undefined): string {
	return port === undefined || /:\d+$/.test(host) ? host : `${host}:${port}`;
}
