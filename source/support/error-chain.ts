/** Characters other than line feeds that would break a line or steer the terminal: a cause may be a stranger's words. */
const unprintable = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069]/g;

/** Further causes are left out: there may be a circle. */
const maxLinks = 10;

/** An error with its stack, and all that caused it, the nearest first. */
export function errorChain(error: unknown): string {
	const links: string[] = [];
	let next: unknown = error;
	while (next !== undefined && links.length < maxLinks) {
		const link = next instanceof Error ? (next.stack ?? next.message) : String(next);
		links.push(links.length === 0 ? link : `caused by ${link}`);
		next = causeOf(next);
	}

	return links.join('\n').replace(unprintable, '?');
}

/** Of several that failed together, the first. */
function causeOf(error: unknown): unknown {
	return error instanceof AggregateError ? error.errors[0] : error instanceof Error ? error.cause : undefined;
}
