import type {IncomingHttpHeaders} from 'node:http';
import {ProxyError} from '../../support/proxy/proxy-error.js';
import {retryAfterMs} from '../../support/retry-after.js';
import {statsOf} from '../../support/stats-of.js';
import {errorCode} from '../../support/system-error.js';
import type {Failure} from './connection-error.js';

export type Attempt = {
	/** The host name in the address. */
	readonly host: string;
	readonly hasToken: boolean;
};

/**
Returns the failure for an HTTP response that is not an upgrade. It contains no text of the server except a redirect target.
*/
export function failureOfResponse(status: number, headers: IncomingHttpHeaders, attempt: Attempt): Failure {
	const final = (reason: string): Failure => ({reason: `${reason} (HTTP ${status})`, isFinal: true});
	switch (status) {
		case 401:
			return {
				...final(attempt.hasToken ? 'the token is wrong' : 'a token is required'),
				isFinalForGood: true,
			};
		case 403:
			return final('access denied');
		case 421:
			return final(`the server does not accept the name ${attempt.host}; start it with --allow-host ${attempt.host}`);
		case 429:
			return retried('too many requests or wrong tokens from this address (HTTP 429)', headers);
		case 408:
		case 425:
			return retried(`the server is not ready (HTTP ${status})`, headers);
		default:
			break;
	}

	if (status >= 300 && status < 400) {
		return final(`the server redirects to ${redirectOf(headers.location)}; redirects are not followed`);
	}

	return status >= 500
		? retried(status === 503 ? 'the server is full (HTTP 503)' : `server error (HTTP ${status})`, headers)
		: final('the server is not a mon-tui server');
}

function retried(reason: string, headers: IncomingHttpHeaders): Failure {
	return {reason, isFinal: false, retryAfterMs: retryAfterMs(headers['retry-after'] ?? null, Date.now())};
}

/** Returns the origin of a redirect target; the rest may contain secrets. */
function redirectOf(location: string | undefined): string {
	return location !== undefined && URL.canParse(location) ? new URL(location).origin : 'another address';
}

/** Reasons why a certificate is not trusted, by error code. */
const untrusted: Readonly<Record<string, string>> = {
	DEPTH_ZERO_SELF_SIGNED_CERT: 'it is self-signed',
	SELF_SIGNED_CERT_IN_CHAIN: 'its certificate authority is unknown',
	UNABLE_TO_GET_ISSUER_CERT: 'its certificate authority is unknown',
	UNABLE_TO_GET_ISSUER_CERT_LOCALLY: 'its certificate authority is unknown',
	UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'its certificate authority is unknown',
	CERT_HAS_EXPIRED: 'it has expired',
	CERT_NOT_YET_VALID: 'it is not valid yet',
	CERT_REVOKED: 'it has been revoked',
	ERR_TLS_CERT_ALTNAME_INVALID: 'it is for another host name',
};

const reasons: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection reset',
	EPIPE: 'connection reset',
	ENOENT: 'the socket does not exist',
	ENOTSOCK: 'the file is not a socket',
	EPROTOTYPE: 'the socket is not a stream socket',
	EACCES: 'permission denied',
	ENOTFOUND: 'unknown host',
	EAI_AGAIN: 'the host name cannot be resolved at the moment',
	EHOSTUNREACH: 'no route to the host',
	ENETUNREACH: 'network unreachable',
	ETIMEDOUT: 'connection timed out',
	EPROTO: 'the server does not use TLS',
	WS_ERR_UNSUPPORTED_MESSAGE_LENGTH: 'the server sent a message that is too long',
};

/** Returns the failure for an error of the connection. `socketPath`: the file of the Unix socket, if it is one. */
export function failureOfError(error: Error, socketPath?: string): Failure {
	if (error instanceof ProxyError) {
		return {reason: error.message, isFinal: false};
	}

	const code = errorCode(error) ?? '';
	// Linux refuses connections to any other file, too.
	if (code === 'ECONNREFUSED' && socketPath !== undefined && statsOf(socketPath)?.isSocket() === false) {
		return {reason: `${socketPath} is not a socket`, isFinal: false};
	}

	const distrust = untrusted[code];
	if (distrust !== undefined) {
		return {reason: `the certificate is not trusted: ${distrust}`, isFinal: true};
	}

	if (code.startsWith('WS_ERR_') && reasons[code] === undefined) {
		return {reason: 'the server violates the WebSocket protocol', isFinal: false};
	}

	if (code.startsWith('HPE_')) {
		return {reason: 'the response is not HTTP', isFinal: false};
	}

	return {
		reason: reasons[code] ?? (code === '' ? 'the connection failed' : `the connection failed (${code})`),
		isFinal: false,
	};
}

/** Close codes after which reconnecting makes no sense (RFC 6455, 7.4), and those that applications use for refusals. */
const finalCloseCodes: ReadonlySet<number> = new Set([1003, 1007, 1008, 1009, 1010, 4400, 4401, 4403, 4404]);

export function failureOfClose(code: number): Failure {
	switch (code) {
		case 1000:
		case 1001:
			return {reason: 'the server stopped', isFinal: false};
		case 1005:
		case 1006:
			return {reason: 'connection closed', isFinal: false};
		case 1011:
			return {reason: 'the server failed', isFinal: false};
		case 1012:
			return {reason: 'the server is restarting', isFinal: false};
		case 1013:
			return {reason: 'the server is full', isFinal: false, retryAfterMs: fullRetryMs};
		default:
			return {reason: `the server closed the connection (${code})`, isFinal: finalCloseCodes.has(code)};
	}
}

/** The delay that a full server requests in its message before it closes the connection. */
const fullRetryMs = 5000;
