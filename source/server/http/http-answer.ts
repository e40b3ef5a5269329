import type {IncomingMessage, ServerResponse} from 'node:http';

export type Answer = {
	readonly status: number;
	readonly body: string | Buffer;
	readonly headers: Readonly<Record<string, string>>;
};

/** The page may load what stands here and nothing else; the icon changes with the alerts, and is written into its address. */
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

/** Other pages may not frame or embed what the server sends. */
const safety = {
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

/** The same shape as the error of a message. */
export function failure(
	status: number,
	code: string,
	message: string,
	headers: Readonly<Record<string, string>> = {},
): Answer {
	const answer = json({error: {code, message}}, status);
	return {...answer, headers: {...answer.headers, ...headers}};
}

/** Resolves when the answer is with the kernel, or the client is gone. */
export async function send(
	request: IncomingMessage,
	response: ServerResponse,
	{status, body, headers}: Answer,
): Promise<void> {
	// The client may have left while the answer waited for its turn.
	if (response.destroyed || response.headersSent) {
		return;
	}

	const length = status === 304 ? {} : {'Content-Length': String(Buffer.byteLength(body))};
	response.writeHead(status, {...safety, ...headers, ...length});
	await new Promise<void>(resolve => {
		response.once('close', resolve);
		response.end(request.method === 'HEAD' || status === 304 ? undefined : body);
	});
}
