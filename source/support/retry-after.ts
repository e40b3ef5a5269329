/** A receiver that asks for longer is asked again all the same: alerts of yesterday help nobody. */
const maxMs = 3_600_000;

/** IMF-fixdate, the one form that senders may still use. `Date.parse` alone would take nearly anything for a date. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
Milliseconds from a `Retry-After` header: a number of seconds or an HTTP date (RFC 9110, 10.2.3), at most an hour.
`undefined` when it is absent or neither.
*/
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) {
		return Math.min(maxMs, Number(text) * 1000);
	}

	const waitMs = httpDate.test(text) ? Date.parse(text) - nowMs : Number.NaN;
	return Number.isNaN(waitMs) ? undefined : Math.min(maxMs, Math.max(0, waitMs));
}
