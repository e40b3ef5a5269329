/**
Returns RFC 3339 in UTC with milliseconds. The zone is `+00:00` instead of `Z`, because Python's `fromisoformat` accepts `Z`
only since 3.11.
*/
export function timestamp(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('Z', '+00:00');
}

const maxCached = 1024;
const cache = new Map<number, string>();

/** Returns the same text from a cache, for times that every message repeats, such as the start of each process. */
export function repeatedTimestamp(epochMs: number): string {
	let text = cache.get(epochMs);
	if (text === undefined) {
		if (cache.size >= maxCached) {
			cache.clear();
		}

		text = timestamp(epochMs);
		cache.set(epochMs, text);
	}

	return text;
}
