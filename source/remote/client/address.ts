/** The address of a server. */
export type Address = {
	/** The `ws://` or `wss://` URL, without fragment. Do not show it: a query may contain secrets. */
	readonly url: string;
	/** Host, port and path, for messages. */
	readonly label: string;
	readonly host: string;
	/** The token in the fragment (`#token=`) of the address that a server prints. */
	readonly token: string | undefined;
};

/** The default port of mon-tui. */
const defaultPort = 8765;

const schemes: ReadonlyMap<string, string> = new Map([
	['ws:', 'ws:'],
	['wss:', 'wss:'],
	['http:', 'ws:'],
	['https:', 'wss:'],
]);

const allowed = 'must be an address such as ws://HOST:8765, wss://HOST or HOST';

/**
Parses an address such as `ws://web-01:8765/` or `web-01`, or the address that a server prints. Errors do not contain the
text, because it may contain a token.
*/
export function parseAddress(text: string): Address {
	const hasScheme = text.includes('://');
	const full = hasScheme ? text : `ws://${text}`;
	if (!URL.canParse(full)) {
		throw new Error(`the address of a server ${allowed}`);
	}

	const url = new URL(full);
	const scheme = schemes.get(url.protocol);
	if (scheme === undefined) {
		throw new Error(`the address of a server ${allowed}, not ${url.protocol}//`);
	}

	if (url.username !== '' || url.password !== '') {
		throw new Error('the address of a server must not contain a user or password; use a token');
	}

	const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? undefined;
	url.protocol = scheme;
	url.hash = '';
	// `ws://HOST` means port 80; a host without scheme means the default port.
	if (!hasScheme && url.port === '' && !/:80$/.test(url.host) && !/:80(?:[/?#]|$)/.test(text)) {
		url.port = String(defaultPort);
	}

	return {url: url.href, label: url.host + (url.pathname === '/' ? '' : url.pathname), host: url.hostname, token};
}
