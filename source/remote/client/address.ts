import {isSocketAddress, socketAddress, socketPath} from '../../support/socket-path.js';

/** The address of a server. */
export type Address = {
	/** The `ws://` or `wss://` URL, without fragment. Do not show it: a query may contain secrets. */
	readonly url: string;
	/** The path of the Unix socket to connect to instead of the host of the URL. */
	readonly socketPath: string | undefined;
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

const allowed = 'must be an address such as ws://HOST:8765, wss://HOST, HOST or unix:PATH';

/**
Parses an address such as `ws://web-01:8765/`, `web-01` or `unix:/run/mon-tui.sock`, or the address that a server prints. Errors do not contain the
text, because it may contain a token.
*/
export function parseAddress(text: string): Address {
	if (isSocketAddress(text)) {
		const file = socketPath(text);
		// The server accepts the name localhost; there is no host to connect to.
		return {url: 'ws://localhost/', socketPath: file, label: socketAddress(file), host: 'localhost', token: undefined};
	}

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

	return {
		url: url.href,
		socketPath: undefined,
		label: url.host + (url.pathname === '/' ? '' : url.pathname),
		host: url.hostname,
		token,
	};
}
