import {printableLine} from './printable.js';

/** Maximum number of causes, which may be circular. */
const maxLinks = 10;

/** Returns the stack of an error and of its causes. */
export function errorChain(error: unknown): string {
	const links: string[] = [];
	let next: unknown = error;
	while (next !== undefined && links.length < maxLinks) {
		const link = next instanceof Error ? (next.stack ?? next.message) : String(next);
		links.push(links.length === 0 ? link : `caused by ${link}`);
		next = causeOf(next);
	}

	// A cause may contain text from another machine.
	return links
		.join('\n')
		.split('\n')
		.map(line => printableLine(line))
		.join('\n');
}

/** Returns the cause of an error; for an AggregateError its first error. */
function causeOf(error: unknown): unknown {
	return error instanceof AggregateError ? error.errors[0] : error instanceof Error ? error.cause : undefined;
}
