/** What a request is for (RFC 9112, 3.2). */
export type RequestTarget = {
	/** With one slash at the beginning, however many there were. `*` for a request that is for no resource. */
	readonly path: string;
	/** Without the question mark. */
	readonly query: string;
	/** Of a target that is a whole URL, as proxies send it: these count, not the Host field. */
	readonly scheme: string | undefined;
	readonly host: string | undefined;
};

export function parseRequestTarget(url: string): RequestTarget {
	const [, scheme, host, rest = ''] = /^(?:([a-z][a-z\d+.-]*):\/\/([^/?]*))?(.*)$/is.exec(url) ?? [];
	const [path = '', query = ''] = splitAt(rest, '?');
	return {
		path: path === '' && host !== undefined ? '/' : path.replace(/^\/{2,}/, '/'),
		query,
		scheme: scheme?.toLowerCase(),
		host,
	};
}

function splitAt(text: string, separator: string): readonly [string, string] {
	const at = text.indexOf(separator);
	return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
