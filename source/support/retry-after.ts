/** Maximum delay: longer requests are shortened, because old alerts are of no use. */
const maxMs = 3_600_000;

/** IMF-fixdate, the only format that senders may use. `Date.parse` accepts nearly any text as a date. */
const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/;

/**
Returns the delay of a `Retry-After` header in milliseconds: a number of seconds or an HTTP date (RFC 9110, 10.2.3), at
most an hour. `undefined` when it is absent or invalid.
*/
export function retryAfterMs(header: string | null, nowMs: number): number | undefined {
	const text = header?.trim() ?? '';
	if (/^\d+$/.test(text)) {
		return Math.min(maxMs, Number(text) * 1000);
	}

	const waitMs = httpDate.test(text) ? Date.parse(text) - nowMs : Number.NaN;
	return Number.isNaN(waitMs) ? undefined : Math.min(maxMs, Math.max(0, waitMs));
}
