import type {IncomingHttpHeaders, IncomingMessage} from 'node:http';
import {parseRequestTarget} from '../http/request-target.js';
import type {RefusalReason} from '../limits/refusals.js';
import {withAdvice} from './advice.js';
import {readForwarded} from './forwarded.js';
import {createGuesses} from './guesses.js';
import {isOwnHost, parseHost} from './host.js';
import {isAllowedOrigin} from './origin.js';
import {bearerToken, createToken, type Token} from './token.js';

export type AccessOptions = {
	/** Names, beside addresses and `localhost`, under which clients may call the server. */
	readonly hosts: readonly string[];
	/** Origins, beside the server's own, whose pages may read it: `https://wall.example`. */
	readonly origins: readonly string[];
	/** `undefined`: nobody needs one. */
	readonly token: string | undefined;
	/** Believe what a reverse proxy says of scheme, host and address. */
	readonly trustProxy: boolean;
	/** What may be added to a refusal, for the one who runs the server. */
	readonly advise: (reason: RefusalReason) => string | undefined;
	readonly monotonicMs: () => number;
};

/**
What a request is for. `health` reveals nothing about the machine, so checkers may use any name for the server. `page` is what a
browser loads before it can know the token; a link on another page may lead there. Everything else is `machine`.
*/
export type Purpose = 'health' | 'page' | 'machine';

export type Refusal = {
	readonly kind: RefusalReason;
	readonly status: 400 | 401 | 403 | 421 | 429;
	/** For the client and the log. */
	readonly reason: string;
	readonly headers: Readonly<Record<string, string>>;
};

export type Access = {
	/** Why a request is not answered; `undefined` when it is. */
	refuse(request: IncomingMessage, purpose: Purpose): Refusal | undefined;
	/** From now on this one is asked for. Who is connected already stays. */
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
		forwarded(headers)?.address ?? socket.remoteAddress ?? 'unknown address';

	const credentialOf = (request: IncomingMessage, {isRight, isWeak, digestOf}: Token): Credential => {
		const given = bearerToken(request.headers);
		if (given === undefined) {
			return {kind: 'absent'};
		}

		const [address, nowMs] = [addressOf(request), monotonicMs()];
		const seconds = Math.ceil(guesses.wait(address, nowMs));
		// A weak token is not even compared then; a strong one lets its owner in, even if an attacker shares the address.
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
			return refusal('format', 400, 'more than one Host');
		}

		const target = parseRequestTarget(request.url ?? '');
		const proxy = forwarded(headers);
		const scheme = proxy?.scheme ?? ('encrypted' in request.socket ? 'https' : 'http');
		if (target.scheme !== undefined && target.scheme !== scheme) {
			return refusal('host', 421, `${target.scheme} is not spoken here`);
		}

		const called = target.host ?? headers.host;
		if (called === undefined) {
			const isFree = purpose === 'health' || (httpVersion === '1.0' && hasToken());
			return isFree ? refuseForeignPage(headers, undefined, purpose) : refusal('format', 400, 'no valid Host');
		}

		// What the client called the proxy is what its page came from.
		const own = parseHost(withPort(proxy?.host ?? called, proxy?.port), scheme);
		const names = [parseHost(called, scheme), own];
		if (purpose !== 'health') {
			if (names.includes(undefined)) {
				return refusal('format', 400, 'no valid Host');
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
				: refusal('origin', 403, 'pages of this Origin may not read this server');
		}

		const isFromElsewhere = ['cross-site', 'same-site'].includes(String(headers['sec-fetch-site']));
		const isLink = headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document';
		return isFromElsewhere && !(isLink && purpose === 'page')
			? refusal('cross_site', 403, 'requests of other sites are not answered')
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
					return refusal('token', 401, 'no valid token', {'WWW-Authenticate': 'Bearer'});
			}
		},
	};
}

function withPort(host: string, port: string | undefined): string {
	return port === undefined || /:\d+$/.test(host) ? host : `${host}:${port}`;
}
