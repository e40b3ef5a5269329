/** Where a server is. */
export type Address = {
	/** `ws://` or `wss://`, without a fragment. Only for the socket: a query may hold what nobody else should read. */
	readonly url: string;
	/** For people: host, port and path. */
	readonly label: string;
	readonly host: string;
	/** From the fragment of the address that a server prints, `#token=`. */
	readonly token: string | undefined;
};

/** Where mon-tui listens when nobody says otherwise. */
const usualPort = 8765;

const schemes: ReadonlyMap<string, string> = new Map([
	['ws:', 'ws:'],
	['wss:', 'wss:'],
	['http:', 'ws:'],
	['https:', 'wss:'],
]);

const allowed = 'must be an address such as ws://HOST:8765, wss://HOST or HOST';

/**
Reads `ws://web-01:8765/`, `web-01`, or the address of the page as a server prints it. Throws an error that does not repeat
what it was given: there may be a token in it.
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
		throw new Error('the address of a server must not hold a user or password: give a token');
	}

	const token = new URLSearchParams(url.hash.slice(1)).get('token') ?? undefined;
	url.protocol = scheme;
	url.hash = '';
	// `ws://HOST` means port 80; who gives the host alone means the usual one.
	if (!hasScheme && url.port === '' && !/:80$/.test(url.host) && !/:80(?:[/?#]|$)/.test(text)) {
		url.port = String(usualPort);
	}

	return {url: url.href, label: url.host + (url.pathname === '/' ? '' : url.pathname), host: url.hostname, token};
}
