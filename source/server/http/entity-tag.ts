/** Matches entity tags, weak or strong (RFC 9110, 8.8.3). */
const tags = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

/**
Returns whether `If-None-Match` contains the tag. The comparison is weak: proxies that compress make tags weak (RFC 9110,
13.1.2).
*/
export function isNamedBy(header: string | undefined, tag: string): boolean {
	return (
		header !== undefined &&
		(header.trim() === '*' || [...header.matchAll(tags)].some(([one]) => strong(one) === strong(tag)))
	);
}

function strong(tag: string): string {
	return tag.replace(/^W\//, '');
}
