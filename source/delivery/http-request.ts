import {Buffer} from 'node:buffer';
import {decodeUrlPart} from '../support/decode-url-part.js';
import {type FetchOptions, proxiedFetch} from '../support/proxy/proxied-fetch.js';
import {ProxyError} from '../support/proxy/proxy-error.js';
import {retryAfterMs} from '../support/retry-after.js';
import {DeliveryError} from './delivery-error.js';

export type HttpRequest = {
	/** A secret: it often holds a token. A user and password in it are sent as basic authentication. */
	readonly url: string;
	readonly method: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>> | undefined;
	readonly body?: string;
	/** Turns the body of a refusal into a reason that may be shown. By default it is not read: it may repeat secrets. */
	readonly reasonFrom?: (body: string) => string | undefined;
	/** Looks at the body of a success, for receivers that refuse in it. Returns why, or `undefined` where it is a success. */
	readonly refusalIn?: ((body: string) => DeliveryError | undefined) | undefined;
};

const maxRedirects = 3;

/** More of an answer is not read. */
const maxBodyBytes = 1024;

/**
Makes one request; resolves when the answer is a success. Redirects are followed on the same host alone, as the same
request: headers and alerts are meant for nobody else. Rejects with a DeliveryError that names no more than the host.
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

	throw new DeliveryError(`${target.host} redirects in a circle`, {isRetryable: true});
}

function parseTarget(text: string) {
	if (!URL.canParse(text)) {
		throw new DeliveryError('the address is not a URL', {isRetryable: true});
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
		return await proxiedFetch(url, {...init, signal, redirect: 'manual'});
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof ProxyError) {
			throw new DeliveryError(`${url.host}: ${error.message}`, {isRetryable: true});
		}

		const code = codeOf(error);
		// Without a code nothing was sent at all: a header or port that fetch refuses.
		throw code === undefined
			? new DeliveryError(`${url.host}: the request is not valid`, {isRetryable: true})
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
		throw new DeliveryError(`${from.host} redirects to ${target?.host || 'nowhere'}, which is not followed`, {
			isRetryable: true,
		});
	}

	return target;
}

/**
Statuses that object to the message itself: no other attempt would get it through. All others object to the address, the
credentials or the moment. A proxy is reloaded, a token is replaced, a setting is corrected: the message waits for that.
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
		// Cut off in the middle: what came will do.
	}

	return Buffer.concat(chunks).subarray(0, maxBodyBytes).toString('utf8');
}

/** The connection is free again, and nothing more of it is received. */
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
	EAI_AGAIN: 'host name cannot be resolved at the moment',
	EHOSTUNREACH: 'no route to the host',
	ENETUNREACH: 'network unreachable',
	ETIMEDOUT: 'connection timed out',
	UND_ERR_CONNECT_TIMEOUT: 'connection timed out',
};

/** Nothing else of the error is shown: messages of the network stack may repeat headers. */
function codeOf(error: unknown): string | undefined {
	const {cause} = error as {readonly cause?: unknown};
	const {code, name} = (cause ?? error) as {readonly code?: unknown; readonly name?: unknown};
	if (typeof code === 'string') {
		return code;
	}

	// Node 24 gives the errors of its HTTP parser no code.
	return name === 'HTTPParserError' ? 'HPE_' : undefined;
}

function otherReason(code: string): string {
	return code.startsWith('HPE_') ? 'the answer is not HTTP' : `request failed (${code})`;
}
