import {Buffer} from 'node:buffer';
import type {IncomingMessage, OutgoingHttpHeaders, RequestOptions} from 'node:http';
import {request as requestSecurely} from 'node:https';
import process from 'node:process';
import {Readable} from 'node:stream';
import {refusedByProxy} from './proxy-error.js';
import {type HttpProxy, proxyFor} from './proxy-for.js';
import {proxyFailure, proxyRequest, tunnelAgent} from './tunnel.js';

/** The supported options of `fetch`. */
export type FetchOptions = {
	readonly method: 'GET' | 'POST';
	readonly headers?: Readonly<Record<string, string>>;
	readonly body?: string | URLSearchParams;
	readonly signal: AbortSignal;
	/** Redirects. `manual`: the redirect is returned; `error`: it rejects. */
	readonly redirect: 'manual' | 'error';
};

/**
Calls `fetch` through the proxy that the environment specifies for the target: `fetch` of Node.js supports no proxy
before Node 24. Rejects like `fetch`, or with a ProxyError.
*/
export async function proxiedFetch(url: URL, options: FetchOptions): Promise<Response> {
	const proxy = proxyFor(url, process.env);
	return proxy === undefined ? fetch(url, options) : fetchThrough(proxy, url, options);
}

async function fetchThrough(proxy: HttpProxy, url: URL, options: FetchOptions): Promise<Response> {
	// Validates the headers and adds that of a form.
	const {method, headers, body} = new Request(url, {...options, redirect: 'manual'});
	const bytes = body ? Buffer.from(await new Response(body).arrayBuffer()) : undefined;
	const answer = await answerThrough(proxy, url, bytes, {
		method,
		signal: options.signal,
		headers: {
			...Object.fromEntries(headers),
			host: url.host,
			...(bytes && {'content-length': String(bytes.length)}),
		},
	});
	const response = responseOf(answer);
	if (response.status === 407 || (options.redirect === 'error' && response.headers.has('location'))) {
		answer.destroy();
		throw response.status === 407 ? refusedByProxy(proxy.label, 407) : new TypeError('unexpected redirect');
	}

	return response;
}

/** Sends a request through a proxy: an HTTP request directly with the full URL, an HTTPS request through a tunnel. */
async function answerThrough(
	proxy: HttpProxy,
	url: URL,
	body: Buffer | undefined,
	options: RequestOptions & {readonly headers: OutgoingHttpHeaders},
): Promise<IncomingMessage> {
	const {authorization} = proxy;
	const isTunnelled = url.protocol === 'https:';
	const agent = isTunnelled ? tunnelAgent(proxy, true) : undefined;
	const request = agent
		? requestSecurely(url, {...options, agent})
		: proxyRequest(proxy, {
				...options,
				path: `${url.origin}${url.pathname}${url.search}`,
				headers: {...options.headers, ...(authorization !== undefined && {'proxy-authorization': authorization})},
			});
	const abort = (): void => agent?.destroy();
	options.signal?.addEventListener('abort', abort, {once: true});
	request.once('close', () => {
		options.signal?.removeEventListener('abort', abort);
		abort();
	});
	return new Promise((resolve, reject) => {
		request.once('response', resolve);
		request.on('error', error => reject(isTunnelled ? error : proxyFailure(proxy, error)));
		request.end(body);
	});
}

function responseOf(answer: IncomingMessage): Response {
	const {statusCode = 0, rawHeaders} = answer;
	const headers = new Headers();
	for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
		headers.append(rawHeaders[at] ?? '', rawHeaders[at + 1] ?? '');
	}

	const hasBody = ![204, 205, 304].includes(statusCode);
	if (!hasBody) {
		answer.resume();
	}

	return new Response(hasBody ? (Readable.toWeb(answer) as ReadableStream) : null, {status: statusCode, headers});
}
