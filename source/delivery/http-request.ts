import {Buffer} from 'node:buffer';
import {decodeUrlPart} from '../support/decode-url-part.js';
import type {FetchOptions} from '../support/proxy/proxied-fetch.js';
import {ProxyError} from '../support/proxy/proxy-error.js';
import {retryAfterMs} from '../support/retry-after.js';
import {DeliveryError} from './delivery-error.js';

/** An HTTP request. */
export type HttpRequest = {
	/** URL. A secret: it often contains a token. A user name and password in it are sent as basic authentication. */
	readonly url: string;
	readonly method: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>> | undefined;
	readonly body?: string;
	/**
	Returns the displayed reason from the body of an error response. Default: the body is not read, because it may repeat
	secrets.
	*/
	readonly reasonFrom?: (body: string) => string | undefined;
	/** Returns the error in the body of a successful response, or `undefined` if there is none. */
	readonly refusalIn?: ((body: string) => DeliveryError | undefined) | undefined;
};

const maxRedirects = 3;

/** Maximum number of bytes read from a response. */
const maxBodyBytes = 1024;

/**
Makes an HTTP request and resolves when the response is a success. Redirects are followed only on the same host, with
the same method, headers and body, because headers and alerts are confidential. Rejects with a `DeliveryError` that
names only the host.
*/
export async function request(
	{url, method, headers, body, reasonFrom, refusalIn}: HttpRequest,
	signal: AbortSignal,
): Promise<void> {
	const {target, authorization} = parseTarget(url);
	let current = target;
	for (let redirects = 0; redirects <= maxRedirects; redirects++) {
		const response = await fetchOnce(current, signal, {
			method,
			headers: {'user-agent': 'mon-tui', ...authorization, ...headers},
			...(body !== undefined && {body}),
		});
		if (response.ok) {
			const refusal = refusalIn?.(await readBody(response));
			await discard(response);
			if (refusal) {
				throw refusal;
			}

			return;
		}

		if (!isRedirect(response)) {
			throw await refusalOf(response, current.host, reasonFrom);
		}

		await discard(response);
		current = redirectTarget(response, current);
	}

	throw new DeliveryError(`${target.host}: too many redirects`, {isRetryable: true});
}

function parseTarget(text: string) {
	if (!URL.canParse(text)) {
		throw new DeliveryError('the URL is invalid', {isRetryable: true});
	}

	const target = new URL(text);
	const credentials = `${decodeUrlPart(target.username)}:${decodeUrlPart(target.password)}`;
	target.username = '';
	target.password = '';
	return {
		target,
		authorization: credentials === ':' ? {} : {authorization: `Basic ${Buffer.from(credentials).toString('base64')}`},
	};
}

async function fetchOnce(
	url: URL,
	signal: AbortSignal,
	init: Omit<FetchOptions, 'signal' | 'redirect'>,
): Promise<Response> {
	try {
		// The HTTP client takes long to load, and most programs deliver nothing.
		const {proxiedFetch} = await import('../support/proxy/proxied-fetch.js');
		return await proxiedFetch(url, {...init, signal, redirect: 'manual'});
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof ProxyError) {
			throw new DeliveryError(`${url.host}: ${error.message}`, {isRetryable: true});
		}

		const code = codeOf(error);
		// Without a code nothing was sent: fetch rejects the header or port.
		throw code === undefined
			? new DeliveryError(`${url.host}: the request is invalid`, {isRetryable: true})
			: new DeliveryError(`${url.host}: ${reasons[code] ?? otherReason(code)}`, {isRetryable: true});
	}
}

function isRedirect({status}: Response): boolean {
	return [301, 302, 307, 308].includes(status);
}

function redirectTarget(response: Response, from: URL): URL {
	const location = response.headers.get('location') ?? '';
	const target = URL.canParse(location, from.href) ? new URL(location, from) : undefined;
	if (target?.host !== from.host || (from.protocol === 'https:' && target.protocol !== 'https:')) {
		throw new DeliveryError(
			`${from.host} redirects to ${target?.host || 'an invalid location'}, which is not followed`,
			{
				isRetryable: true,
			},
		);
	}

	return target;
}

/**
Statuses that refuse the message itself and are not retried. All others concern the URL, the credentials or a temporary
failure, which can be fixed while the message waits.
*/
const messageRefusals: ReadonlySet<number> = new Set([400, 411, 413, 414, 415, 422, 431]);

async function refusalOf(response: Response, host: string, reasonFrom: HttpRequest['reasonFrom']) {
	const {status, headers} = response;
	const reason = reasonFrom ? reasonFrom(await readBody(response)) : undefined;
	await discard(response);
	return new DeliveryError(`${host} answered ${status}${reason === undefined ? '' : `: ${reason}`}`, {
		isRetryable: !messageRefusals.has(status),
		retryAfterMs: retryAfterMs(headers.get('retry-after'), Date.now()),
	});
}

async function readBody({body}: Response): Promise<string> {
	const chunks: Uint8Array[] = [];
	let bytes = 0;
	try {
		for await (const chunk of body ?? []) {
			chunks.push(chunk);
			bytes += chunk.byteLength;
			if (bytes >= maxBodyBytes) {
				break;
			}
		}
	} catch {
		// The response was cut off: the received part is used.
	}

	return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}

/** Discards the rest of a response and releases its connection. */
async function discard({body}: Response): Promise<void> {
	if (body && !body.locked) {
		await body.cancel().catch(() => {});
	}
}

const reasons: Readonly<Record<string, string>> = {
	ECONNREFUSED: 'connection refused',
	ECONNRESET: 'connection closed',
	UND_ERR_SOCKET: 'connection closed',
	ENOTFOUND: 'unknown host',
	EAI_AGAIN: 'temporary failure in name resolution',
	EHOSTUNREACH: 'no route to the host',
	ENETUNREACH: 'network unreachable',
	ETIMEDOUT: 'connection timed out',
	UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
};

/** Returns the code of an error. Its message is not displayed, because it may repeat headers. */
function codeOf(error: unknown): string | undefined {
	const {cause} = error as {readonly cause?: unknown};
	const {code, name} = (cause ?? error) as {readonly code?: unknown; readonly name?: unknown};
	if (typeof code === 'string') {
		return code;
	}

	// In Node 24 the errors of the HTTP parser have no code.
	return name === 'HTTPParserError' ? 'HPE_' : undefined;
}

function otherReason(code: string): string {
	return code.startsWith('HPE_') ? 'the response is not HTTP' : `request failed (${code})`;
}
