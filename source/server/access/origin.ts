/**
Whether a page of this origin may read the stream. Browsers do not keep pages from opening WebSockets to other hosts,
this one included, so the server must. Whoever sends no `Origin` is no browser.
*/
export function isAllowedOrigin(header: string | undefined, own: URL | undefined, allowed: readonly string[]): boolean {
	if (header === undefined) {
		return true;
	}

	const origin = originOf(header);
	return origin !== undefined && (origin === own?.origin || allowed.some(other => originOf(other) === origin));
}

/** Scheme, host and port; `undefined` for `null` and whatever else has none. */
function originOf(text: string): string | undefined {
	try {
		const {origin} = new URL(text);
		return origin === 'null' ? undefined : origin;
	} catch {
		return undefined;
	}
}
