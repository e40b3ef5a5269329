import type {IncomingMessage, ServerResponse} from 'node:http';

export type Answer = {
	readonly status: number;
	readonly body: string | Buffer;
	readonly headers: Readonly<Record<string, string>>;
};

/** Returns the content security policy of the page. The icon depends on the alerts, so it is a data URL. */
export function contentSecurityPolicy(scriptHashes: readonly string[] = []): string {
	return [
		"default-src 'none'",
		`script-src ${["'self'", ...scriptHashes].join(' ')}`,
		"style-src 'self'",
		"connect-src 'self'",
		"img-src 'self' data:",
		"base-uri 'self'",
		"form-action 'none'",
		"frame-ancestors 'none'",
	].join('; ');
}

/** Headers that prevent other pages from framing or embedding responses. */
const securityHeaders = {
	'Content-Security-Policy': contentSecurityPolicy(),
	'X-Content-Type-Options': 'nosniff',
	'Cross-Origin-Resource-Policy': 'same-origin',
	'Referrer-Policy': 'no-referrer',
	'Cache-Control': 'no-store',
};

export function ofType(type: string, body: string | Buffer, status = 200, headers: Answer['headers'] = {}): Answer {
	return {status, body, headers: {'Content-Type': `${type}; charset=utf-8`, ...headers}};
}

export function json(value: unknown, status = 200): Answer {
	return ofType('application/json', JSON.stringify(value), status);
}

/** Returns a response with an entity tag, from which a client sees whether it has changed. */
export function tagged(answer: Answer, tag: string): Answer {
	return {...answer, headers: {...answer.headers, ETag: `"${tag}"`}};
}

/** Returns an error response, with the same fields as an error message. */
export function failure(
	status: number,
	code: string,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): Answer {
	const answer = json({error: {code, message}}, status);
	return {...answer, headers: {...answer.headers, ...headers}};
}

/** Sends a response. Resolves when the kernel has it or the client is gone. */
export async function send(
	request: IncomingMessage,
	response: ServerResponse,
	{status, body, headers}: Answer,
): Promise<void> {
	// The client may have disconnected while the response was queued.
	if (response.destroyed || response.headersSent) {
		return;
	}

	const length = status === 304 ? {} : {'Content-Length': String(Buffer.byteLength(body))};
	response.writeHead(status, {...securityHeaders, ...headers, ...length});
	await new Promise<void>(resolve => {
		response.once('close', resolve);
		response.end(request.method === 'HEAD' || status === 304 ? undefined : body);
	});
}
