/**
RFC 3339 in UTC with milliseconds. Written `+00:00` instead of `Z`, which Python's `fromisoformat` accepts only since
3.11.
*/
export function timestamp(epochMs: number): string {
	return new Date(epochMs).toISOString().replace('Z', '+00:00');
}
