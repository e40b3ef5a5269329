/** The target of a request (RFC 9112, 3.2). */
export type RequestTarget = {
	/** The path; several slashes at the beginning are reduced to one. `*` for a request without a resource. */
	readonly path: string;
	/** The query, without the question mark. */
	readonly query: string;
	/** The scheme and host of an absolute URL, as proxies send it. They take precedence over the Host header. */
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
