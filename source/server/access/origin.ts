/**
Returns whether a page of this origin may read the stream. Browsers allow pages to open WebSockets to any host, so the
server must check the origin. A client that sends no `Origin` is not a browser.
*/
export function isAllowedOrigin(header: string | undefined, own: URL | undefined, allowed: readonly string[]): boolean {
	if (header === undefined) {
		return true;
	}

	const origin = originOf(header);
	return origin !== undefined && (origin === own?.origin || allowed.some(other => originOf(other) === origin));
}

/** Returns scheme, host and port; `undefined` if there are none, as for `null`. */
function originOf(text: string): string | undefined {
	try {
		const {origin} = new URL(text);
		return origin === 'null' ? undefined : origin;
	} catch {
		return undefined;
	}
}
