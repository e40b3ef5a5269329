/**
RFC 3339 in UTC with milliseconds. Written `+00:00` instead of `Z`, which Python's `fromisoformat` accepts only since
3.11.
*/
export function timestamp(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('Z', '+00:00');
}

const maxKnown = 1024;
const known = new Map<number, string>();

/** The same for moments that every message has, such as the start of each process: formatting one is slow. */
export function repeatedTimestamp(epochMs: number): string {
	let text = known.get(epochMs);
	if (text === undefined) {
		if (known.size >= maxKnown) {
			known.clear();
		}

		text = timestamp(epochMs);
		known.set(epochMs, text);
	}

	return text;
}
