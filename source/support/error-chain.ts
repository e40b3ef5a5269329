import {printableLine} from './printable.js';

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

	// A cause may be the words of another machine.
	return links
		.join('\n')
		.split('\n')
		.map(line => printableLine(line))
		.join('\n');
}

/** Of several that failed together, the first. */
function causeOf(error: unknown): unknown {
	return error instanceof AggregateError ? error.errors[0] : error instanceof Error ? error.cause : undefined;
}
